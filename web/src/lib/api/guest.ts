/** What a guest's phone asks of the server. */
import { get, post } from './client';
import type {
	AvailabilityList,
	Challenge,
	GuestSession,
	LineIn,
	Menu,
	Order,
	PaymentIn,
	PaymentStarted,
	Quote,
	ServiceKind,
	ServiceRequest,
	Session,
	Tab,
	TableCard,
} from './types';

export type Presence = { name?: string; challenge_id?: string; code?: string; pin?: string };

const part = encodeURIComponent;
const counterPayment: PaymentIn = { method: 'counter', share: { kind: 'balance' } };

export const tableCard = (token: string) => get<TableCard>(`tables/${part(token)}`);
export const menu = (slug: string, lang?: string) =>
	get<Menu>(`restaurants/${part(slug)}/menu${lang ? `?lang=${part(lang)}` : ''}`);
export const availability = (slug: string) =>
	get<AvailabilityList>(`restaurants/${part(slug)}/availability`);
export const askStaff = (token: string) => post<unknown>(`tables/${part(token)}/help`);
export const sendCode = (table_token: string, phone: string) =>
	post<Challenge>('guest/otp', { table_token, phone });
export const signIn = (table_token: string, presence: Presence) =>
	post<GuestSession>('guest/session', { table_token, ...presence });
/** Who this browser is. */
export const session = () => get<Session>('session');
export const tab = () => get<Tab>('tab');
/** The price of an order for a phone that has not signed in. */
export const quoteAtTable = (token: string, lines: LineIn[]) =>
	post<Quote>(`tables/${part(token)}/quote`, { lines });
export const quote = (lines: LineIn[]) => post<Quote>('tab/quote', { lines });
export const cancelOrder = (id: string) => post<Order>(`tab/orders/${part(id)}/cancel`);
export const requestService = (kind: ServiceKind) =>
	post<ServiceRequest>('tab/service-requests', { kind });
export const payAtCounter = (key: string) =>
	post<PaymentStarted>('tab/payments', counterPayment, key);

