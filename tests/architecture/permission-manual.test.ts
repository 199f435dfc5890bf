import { expect, it } from 'vitest';
import { permissionManual } from '../support/permission-manual.ts';

it('the manual shows the table of rights as it is', async () => {
	await expect(permissionManual()).toMatchFileSnapshot('../../docs/permissions.md');
});
