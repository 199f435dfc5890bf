/** The declared form of sound without a header, as `pcm_mulaw:8000:1`: codec, samples per second, channels. */
export interface DeclaredForm {
	codec: string;
	rate: number;
	channels: number;
}

/** Other names in use for the codecs. */
const aliases: Record<string, string> = {
	ulaw: 'pcm_mulaw',
	mulaw: 'pcm_mulaw',
	pcmu: 'pcm_mulaw',
	alaw: 'pcm_alaw',
	pcma: 'pcm_alaw',
	s16le: 'pcm_s16le',
	sln: 'pcm_s16le',
	slin: 'pcm_s16le'
};

/** Reads the declaration; null when it has not three sensible parts. */
export function parseDeclaredForm(text: string): DeclaredForm | null {
	const parts = /^([a-z0-9_]+):(\d{4,6}):([1-8])$/i.exec(text.trim());
	if (!parts) return null;
	const codec = parts[1]!.toLowerCase();
	const rate = Number(parts[2]);
	if (rate < 4000 || rate > 192_000) return null;
	return { codec: aliases[codec] ?? codec, rate, channels: Number(parts[3]) };
}
