const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~';

type Colour = [number, number, number];

const read = (text: string): number => [...text].reduce((value, digit) => value * 83 + DIGITS.indexOf(digit), 0);

const toLinear = (value: number): number => {
	const part = value / 255;
	return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
};

const toByte = (value: number): number => {
	const part = Math.min(1, Math.max(0, value));
	return Math.round((part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055) * 255);
};

const average = (value: number): Colour => [toLinear(value >> 16), toLinear((value >> 8) & 255), toLinear(value & 255)];

const wave = (value: number, most: number): Colour => {
	const part = (digit: number) => Math.sign(digit - 9) * ((digit - 9) / 9) ** 2 * most;
	return [part(Math.floor(value / 361)), part(Math.floor(value / 19) % 19), part(value % 19)];
};

/** The waves a hash is made of: how many across, and their colours row by row; `null` if it is no BlurHash. */
function waves(hash: string): { across: number; colours: Colour[] } | null {
	const size = read(hash[0] ?? '');
	const [across, down] = [(size % 9) + 1, Math.floor(size / 9) + 1];
	if (hash.length !== 4 + 2 * across * down || [...hash].some((digit) => !DIGITS.includes(digit))) return null;
	const most = (read(hash[1]!) + 1) / 166;
	const rest = hash.slice(6).match(/../g) ?? [];
	return { across, colours: [average(read(hash.slice(2, 6))), ...rest.map((pair) => wave(read(pair), most))] };
}

/** The pixels of a BlurHash (https://blurha.sh), as a canvas takes them; `null` if the text is none. */
export function pixelsOf(hash: string, width: number, height: number): Uint8ClampedArray<ArrayBuffer> | null {
	const decoded = waves(hash);
	if (!decoded) return null;
	const pixels = new Uint8ClampedArray(width * height * 4);
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 1) {
			const colour: Colour = [0, 0, 0];
			for (const [i, part] of decoded.colours.entries()) {
				const [across, down] = [i % decoded.across, Math.floor(i / decoded.across)];
				const weight = Math.cos((Math.PI * x * across) / width) * Math.cos((Math.PI * y * down) / height);
				for (const c of [0, 1, 2] as const) colour[c] += part[c] * weight;
			}
			pixels.set([...colour.map(toByte), 255], (y * width + x) * 4);
		}
	}
	return pixels;
}
