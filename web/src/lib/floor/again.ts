import type { Availability, Dish, Line, LineIn, Order } from '$lib/api/types';
import { isAvailable } from '$lib/utils/menu';

const asked = ({ dish_id, variant, options, quantity, note }: Line): LineIn => ({
	dish_id,
	...(variant ? { variant_id: variant.id } : {}),
	...(options.length > 0
		? { options: options.map(({ group_id, option_id, quantity }) => ({ group_id, option_id, quantity })) }
		: {}),
	quantity,
	...(note ? { note } : {}),
});

/** The lines of an order as one would ask for them again; what cannot be had now is left out. */
export const againOf = (
	{ lines }: Pick<Order, 'lines'>,
	dishes: Map<string, Dish>,
	stock: Availability[],
): LineIn[] =>
	lines
		.filter((line) => line.status !== 'voided')
		.filter(({ dish_id, variant }) => {
			const dish = dishes.get(dish_id);
			return dish !== undefined && isAvailable(dish, stock, variant?.id);
		})
		.map(asked);
