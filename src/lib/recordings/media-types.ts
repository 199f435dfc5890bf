/** File name endings, what they promise, and what a browser is told. */

/** Containers that an ending promises; an ending that is not listed promises nothing. */
const promised: Record<string, readonly string[]> = {
	wav: ['wav'],
	wave: ['wav'],
	mp3: ['mp3'],
	ogg: ['ogg'],
	oga: ['ogg'],
	opus: ['ogg'],
	flac: ['flac'],
	m4a: ['mp4'],
	mp4: ['mp4'],
	aac: ['adts', 'mp4'],
	amr: ['amr'],
	awb: ['amr'],
	webm: ['webm'],
	mka: ['webm'],
	gsm: ['raw'],
	ulaw: ['raw'],
	alaw: ['raw'],
	sln: ['raw'],
	g722: ['raw'],
	g729: ['raw']
};

const rawEndings =
	/\.(ulaw|ul|mulaw|pcmu|alaw|al|pcma|sln\d*|raw|pcm|gsm|g722|g729|g726|g723|vox|ilbc)$/i;

/** True when the ending promises another container than the one found. */
export function isMisnamed(name: string, container: string): boolean {
	const ending = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase();
	const containers = ending === undefined ? undefined : promised[ending];
	return containers !== undefined && !containers.includes(container);
}

/** True for endings of sound without a header. */
export const promisesRawAudio = (name: string): boolean => rawEndings.test(name);
