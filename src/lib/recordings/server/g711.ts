/** G.711 as tables from byte to 16-bit sample. */
export const alawSamples = new Int16Array(256);
export const mulawSamples = new Int16Array(256);

for (let byte = 0; byte < 256; byte++) {
	const a = byte ^ 0x55;
	const mantissa = (a & 15) << 4;
	const exponent = (a >> 4) & 7;
	const magnitude = exponent ? (mantissa + 0x108) << (exponent - 1) : mantissa + 8;
	alawSamples[byte] = a & 0x80 ? magnitude : -magnitude;
	const u = ~byte & 255;
	const size = ((((u & 15) << 3) + 0x84) << ((u >> 4) & 7)) - 0x84;
	mulawSamples[byte] = u & 0x80 ? -size : size;
}
