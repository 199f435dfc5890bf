/** What happens around every request: who asks, in which language, and whether they may. */
import { AsyncLocalStorage } from 'node:async_hooks';
import {
	error,
	redirect,
	type Handle,
	type HandleServerError,
	type RequestEvent
} from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { isLocale, negotiateLocale, type Locale } from '#lib/i18n/negotiate.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { overwriteServerAsyncLocalStorage } from '#lib/i18n/paraglide/runtime.js';
import { recordDenial, shownStatus } from '#lib/auth/server/denials.ts';
import { localeCookie, sessionCookie } from '#lib/auth/server/cookies.ts';
import { sessionBy } from '#lib/auth/server/sessions.ts';
import { owesSecondFactor } from '#lib/auth/server/sign-in-settings.ts';
import { actingPerson, type ActingPerson } from '#lib/people/server/actors.ts';
import { nobody } from '#lib/people/role.ts';
import { repeatedKey, strangeField } from '#lib/platform/server/http/form-reader.ts';
import { isStorageFull, isStorageRefusal } from '#lib/platform/server/db/errors.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { processRuntime, type Runtime } from '#src/runtime.ts';
import { formAddress, formFields, severalInAddress } from './form-fields.ts';

/** Fills `locals`: the runtime, the time of this request, and the person of the session. */
const session: Handle = async ({ event, resolve }) => {
	const runtime = await processRuntime();
	const now = runtime.now();
	const found = await personOf(event, runtime, now);
	const { cookies, request } = event;
	const chosen = cookies.get(localeCookie);
	const locale: Locale =
		found?.person.locale ??
		(isLocale(chosen) ? chosen : negotiateLocale(request.headers.get('accept-language')));
	event.locals = {
		runtime,
		db: runtime.db,
		zone: runtime.config.zone,
		now,
		actor: found?.person.actor ?? nobody,
		signedIn: found !== undefined,
		staffNo: found?.person.staffNo,
		sessionHandle: found?.handle,
		sessionEndsAt: found?.expiresAt,
		secondFactorDue:
			found !== undefined && (await owesSecondFactor(runtime.db.read, found.person.actor, now)),
		locale,
		theme: found?.person.theme ?? 'system',
		address: event.getClientAddress()
	};
	return resolve(event);
};

async function personOf(
	{ cookies, url, route, request }: RequestEvent,
	{ db }: Runtime,
	now: Date
): Promise<{ person: ActingPerson; handle: string; expiresAt: Date } | undefined> {
	const token = cookies.get(sessionCookie(url).name);
	const byItself = route.id === '/session' && request.method === 'GET';
	const found = token ? await sessionBy(db, token, { byItself }) : undefined;
	const person = found && (await actingPerson(db.read, found.userId, now));
	return person && { ...found, person };
}

/** By which messages know their language; Paraglide's own middleware would find out what is known here. */
const textsOf = new AsyncLocalStorage<{ locale?: Locale; origin?: string }>();
overwriteServerAsyncLocalStorage(textsOf);

/** Texts on the server in the request's language; the page carries it to the browser in `lang`. */
const locale: Handle = ({ event, resolve }) => {
	const { locale, theme } = event.locals;
	return textsOf.run({ locale, origin: event.url.origin }, () =>
		resolve(event, {
			// As `Link` headers they outgrow what proxies take by default (4 KiB).
			preload: () => false,
			transformPageChunk: ({ html }) => html.replace('%lang%', locale).replace('%theme%', theme)
		})
	);
};

const open = /^\/(sign-in|set-up|set-password|healthz|_app)(\/|$)/;
/** What somebody may open who must set up a second factor first. */
const SECOND_FACTOR_PAGE = '/account/second-factor';
const openWhileDue = /^\/(account\/second-factor|sign-out|session|preferences|_app)(\/|$)/;
const endpoints = new Set(
	Object.keys(import.meta.glob('./routes/**/+server.ts')).map((file) =>
		file.slice('./routes'.length, -'/+server.ts'.length)
	)
);

/** Everything needs a sign-in but the pages for signing in: pages lead there, other answers are 401. */
const guard: Handle = async ({ event, resolve }) => {
	const { locals, url, request, route } = event;
	if (url.pathname.startsWith('//')) error(400, 'bad-request');
	if (!locals.signedIn && !open.test(url.pathname)) {
		if (endpoints.has(route.id ?? '') && route.id !== '/sign-out')
			return new Response('Sign-in needed', { status: 401 });
		const next = request.method === 'GET' ? url.pathname + url.search : '/';
		redirect(303, next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`);
	}
	if (locals.secondFactorDue && !openWhileDue.test(url.pathname)) {
		if (endpoints.has(route.id ?? '')) error(403, 'second-factor-due');
		redirect(303, SECOND_FACTOR_PAGE);
	}
	await readForm(event);
	const response = await resolve(event);
	const byScript = event.isDataRequest || request.headers.has('x-sveltekit-action');
	if (locals.signedIn) await recordDenial(locals, event, await shownStatus(response, byScript));
	if (!response.headers.has('cache-control') && isDocument(response))
		response.headers.set('cache-control', 'private, no-store');
	return response;
};

const isForm = /^(application\/x-www-form-urlencoded|multipart\/form-data)/i;

/** A form is read here, once: one that cannot be read, or has a field that its page does not have, is 400; another body is no form. */
async function readForm({ request, route, url }: RequestEvent) {
	if (repeatedKey(url.searchParams, severalInAddress)) error(400, 'bad-request');
	if (!isForm.test(request.headers.get('content-type') ?? '')) {
		request.formData = () => error(415, 'bad-request');
		return;
	}
	if (request.method !== 'POST') return;
	const form = await request.formData().catch(() => error(400, 'bad-request'));
	const fields = formFields[formAddress(route.id, url.searchParams)];
	if (fields !== undefined && strangeField(fields, form) !== undefined) error(400, 'bad-request');
	request.formData = () => Promise.resolve(form);
}

const isDocument = (response: Response) =>
	/^(text\/html|application\/json)/.test(response.headers.get('content-type') ?? '');

/** Status of what could not be kept, by the `locals` of its request. */
const unkept = new WeakMap<App.Locals, 503 | 507>();

/** What the disk did not take is no fault of the program: 507 when it is full, else 503. */
const storage: Handle = async ({ event, resolve }) => {
	let response: Response;
	try {
		response = await resolve(event);
	} catch (cause) {
		if (!isStorageRefusal(cause)) throw cause;
		unkept.set(event.locals, isStorageFull(cause) ? 507 : 503);
		response = new Response(m.shell_error_storage(), { status: 500 });
	}
	const status = unkept.get(event.locals);
	if (status === undefined || response.status !== 500) return response;
	return new Response(response.body, { status, headers: response.headers });
};

export const handle = sequence(session, locale, storage, guard);

/** The reader gets a code to quote; what happened is in the log under that code. */
export const handleError: HandleServerError = ({ error: cause, event, status, message }) => {
	if (status < 500) return { message };
	const refusal = isStorageRefusal(cause);
	if (refusal) unkept.set(event.locals, isStorageFull(cause) ? 507 : 503);
	const code = newId().slice(-8);
	event.locals.runtime?.logger.error('request.failed', {
		code,
		route: event.route.id,
		method: event.request.method,
		error: cause
	});
	const sentence = refusal ? m.shell_error_storage() : undefined;
	return { message: 'internal-error', code, ...(sentence && { sentence }) };
};
