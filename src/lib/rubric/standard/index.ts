/** The forms that come with the program, by the stable key of their rubric. */
import type { Form } from '../form.ts';
import { callBackForm } from './call-back.ts';
import { reportForm } from './report.ts';

export const standardForms: { key: string; form: Form }[] = [
	{ key: 'report', form: reportForm },
	{ key: 'call-back', form: callBackForm }
];
