import type { Dish, LineIn, Money, OptionChoice, OptionGroup } from '$lib/api/types';
import { m } from '$lib/paraglide/messages';

/** What a guest has picked in a dish's sheet. */
export type Choice = {
	variant_id?: string;
	/** Option ids by group id. */
	options: Record<string, string[]>;
	quantity: number;
	note: string;
};

/** A fresh choice: the first variant, of those that can be had if there is one; nothing else. */
export const emptyChoice = (dish: Dish, canBeHad: (variant_id: string) => boolean = () => true): Choice => ({
	variant_id: (dish.variants.find(({ id }) => canBeHad(id)) ?? dish.variants[0])?.id,
	options: {},
	quantity: 1,
	note: '',
});

/** Ticks or unticks an option; one of a single choice replaces the other. */
export function toggle(choice: Choice, group: OptionGroup, option_id: string): Choice {
	const picked = choice.options[group.id] ?? [];
	const without = picked.filter((id) => id !== option_id);
	const next =
		without.length < picked.length
			? without
			: group.max === 1
				? [option_id]
				: [...picked, option_id].slice(0, Math.max(group.max, 1));
	return { ...choice, options: { ...choice.options, [group.id]: next } };
}

/** The first group that asks for more than was picked, or `null` when the dish can be ordered. */
export function unmetGroup(dish: Dish, choice: Choice): OptionGroup | null {
	const count = (group: OptionGroup) => choice.options[group.id]?.length ?? 0;
	return dish.option_groups.find((group) => count(group) < group.min) ?? null;
}

/** How many of a group's options may be picked. */
export function ruleOf({ min, max }: Pick<OptionGroup, 'min' | 'max'>): string {
	if (min === 0) return m.guest_optional({ max });
	return max > min ? m.guest_required({ min, max }) : m.guest_required_exactly({ min });
}

/** The menu's price of the choice before taxes: a guide; what is charged comes from the quote. */
export function listPrice(dish: Dish, line: Pick<LineIn, 'variant_id' | 'options' | 'quantity'>): Money {
	const base = dish.variants.find((v) => v.id === line.variant_id)?.price ?? dish.price;
	const extras = dish.option_groups.reduce((sum, group) => sum + groupPrice(group, line.options), 0);
	return { amount: (base.amount + extras) * line.quantity, currency: base.currency };
}

/** The free ones of a group are its dearest. */
function groupPrice(group: OptionGroup, options: OptionChoice[] = []): number {
	return options
		.filter((option) => option.group_id === group.id)
		.map((option) => group.options.find((o) => o.id === option.option_id)?.price.amount ?? 0)
		.sort((a, b) => b - a)
		.slice(group.free)
		.reduce((sum, amount) => sum + amount, 0);
}

/** The choice as a line of an order. */
export function toLine(dish: Dish, choice: Choice): LineIn {
	const options = dish.option_groups.flatMap((group) =>
		(choice.options[group.id] ?? []).map((option_id) => ({ group_id: group.id, option_id })),
	);
	const note = choice.note.trim();
	return {
		dish_id: dish.id,
		...(choice.variant_id ? { variant_id: choice.variant_id } : {}),
		...(options.length > 0 ? { options } : {}),
		quantity: choice.quantity,
		...(note ? { note } : {}),
	};
}

/** What was chosen, in words: the variant, then the options. */
export function chosenNames(dish: Dish, line: LineIn): string[] {
	const variant = dish.variants.find((v) => v.id === line.variant_id)?.name;
	const all = dish.option_groups.flatMap((group) => group.options);
	const options = (line.options ?? []).map((o) => all.find((x) => x.id === o.option_id)?.name);
	return [variant, ...options].filter((name) => name !== undefined);
}
