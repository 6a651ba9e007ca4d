// Menus of any length, for the restaurant of the demo.
import { staffOf } from '../../e2e/support/api.mjs';

const DIETS = ['veg', 'non-veg', 'vegan', 'egg'];
const WORDS = ['Paneer', 'Chicken', 'Dal', 'Mushroom', 'Prawn', 'Aloo', 'Lamb', 'Gobi'];
const WAYS = ['Tikka', 'Masala', 'Kebab', 'Curry', 'Biryani', 'Fry', 'Korma', 'Pulao', 'Roll', 'Shorba'];

/** @param {number} index */
export const nameOf = (index) =>
  `${WORDS[index % WORDS.length]} ${WAYS[Math.floor(index / WORDS.length) % WAYS.length]} ${index + 1}`;

/** @param {number} count */
export const csvOf = (count) =>
  [
    'category,name,price_inr,diet,description',
    ...Array.from({ length: count }, (_, i) => {
      const group = `Group ${Math.floor(i / 12) + 1}`;
      return `${group},${nameOf(i)},${90 + (i * 37) % 900},${DIETS[i % 4]},"Slow-cooked, finished with ginger and served warm."`;
    }),
  ].join('\n');

/**
 * Puts a menu of so many dishes before the guests.
 * @param {string} origin
 * @param {number} count
 */
export async function publish(origin, count) {
  const manager = await staffOf(origin, 'manager');
  await manager.call('POST', 'manage/menu/import', csvOf(count), 'text/csv');
  await manager.post('manage/menu/publish');
}
