import type { Availability, Dish, Line, LineIn, OptionChoice } from '$lib/api/types';
import { emptyChoice, unmetGroup } from '$lib/utils/choices';
import { isAvailable } from '$lib/utils/menu';

/** An earlier order as lines that can be ordered now, and the names of what cannot. */
export type Again = { lines: LineIn[]; missing: string[] };

/** What of an order can be had once more, as it was. Lines that were struck off are not asked for again. */
export function orderAgain(lines: Line[], dishes: Map<string, Dish>, availability: Availability[]): Again {
	const again: Again = { lines: [], missing: [] };
	for (const line of lines.filter(({ status }) => status !== 'voided')) {
		const dish = dishes.get(line.dish_id);
		const wanted = dish && canBeHad(dish, line, availability) ? lineOf(line) : null;
		if (wanted) again.lines.push(wanted);
		else again.missing.push(line.name);
	}
	return again;
}

const choicesOf = (line: Line): OptionChoice[] =>
	line.options.map(({ group_id, option_id, quantity }) => ({
		group_id,
		option_id,
		...(quantity > 1 ? { quantity } : {}),
	}));

const lineOf = (line: Line): LineIn => ({
	dish_id: line.dish_id,
	...(line.variant ? { variant_id: line.variant.id } : {}),
	...(line.options.length > 0 ? { options: choicesOf(line) } : {}),
	quantity: line.quantity,
	...(line.note ? { note: line.note } : {}),
});

/** The menu may have changed since: sizes and options must still be there, and be enough. */
function canBeHad(dish: Dish, line: Line, availability: Availability[]): boolean {
	const variant = line.variant?.id;
	if (!isAvailable(dish, availability, variant)) return false;
	const sizes = dish.variants.map(({ id }) => id);
	if (variant === undefined ? sizes.length > 0 : !sizes.includes(variant)) return false;
	const offered = (choice: OptionChoice) =>
		dish.option_groups
			.find(({ id }) => id === choice.group_id)
			?.options.some(({ id, available }) => id === choice.option_id && available);
	return choicesOf(line).every(offered) && unmetGroup(dish, { ...emptyChoice(dish), options: picked(line) }) === null;
}

function picked(line: Line): Record<string, string[]> {
	const options: Record<string, string[]> = {};
	for (const { group_id, option_id } of line.options) (options[group_id] ??= []).push(option_id);
	return options;
}
