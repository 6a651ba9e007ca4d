// Sessions: a signed token names a record in Redis, and the record decides.
import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { Refusal } from './refusal.js';

const LIFETIME_SECONDS = 12 * 60 * 60;

/** Issues and checks sessions. */
export class Sessions {
  // A KeyObject: with a string, jsonwebtoken builds the key anew for every token (twice the CPU per request).
  #key = createSecretKey(randomBytes(32));

  constructor(redis) {
    this.redis = redis;
  }

  async create(record) {
    const id = randomUUID();
    await this.redis.set(`session:${id}`, JSON.stringify(record), 'EX', LIFETIME_SECONDS);
    return jwt.sign({ sid: id }, this.#key, { algorithm: 'HS256', expiresIn: LIFETIME_SECONDS });
  }

  /** The record behind a token, or a 401. */
  async check(token) {
    let claims;
    try {
      claims = jwt.verify(token, this.#key, { algorithms: ['HS256'] });
    } catch {
      throw new Refusal(401, 'unauthenticated');
    }
    const record = await this.redis.get(`session:${claims.sid}`);
    if (!record) throw new Refusal(401, 'unauthenticated');
    return JSON.parse(record);
  }

  /** Middleware: lets only this role through. */
  required(role) {
    return async (request, _response, next) => {
      const header = request.get('authorization') ?? '';
      request.session = await this.check(header.replace(/^Bearer /, ''));
      if (request.session.role !== role) throw new Refusal(403, 'forbidden');
      next();
    };
  }
}
