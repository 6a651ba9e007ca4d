// The published menu: serialised once, compressed by the middleware for each request, as is usual.
import { createHash } from 'node:crypto';

/** The menu as bytes for the guests and as a map for pricing. */
export class Menu {
  constructor(text) {
    this.bytes = Buffer.from(text);
    this.etag = `"${createHash('sha256').update(this.bytes).digest('base64url')}"`;
    this.dishes = new Map();
    this.#index(JSON.parse(text).categories);
  }

  #index(categories) {
    for (const category of categories) {
      for (const dish of category.dishes) this.dishes.set(dish.id, dish);
      this.#index(category.categories ?? []);
    }
  }

  /** Answers the menu; Express turns a matching `If-None-Match` into a 304. */
  answer(response) {
    response.set('ETag', this.etag).set('Cache-Control', 'no-cache').type('json').send(this.bytes);
  }

  /** The unit price in minor units, or undefined where there is no such dish or variant. */
  price(dishId, variantId) {
    const dish = this.dishes.get(dishId);
    if (!dish || !dish.available) return undefined;
    if (!variantId) return dish.price?.amount;
    return dish.variants.find((variant) => variant.id === variantId)?.price.amount;
  }
}
