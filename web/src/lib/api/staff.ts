/** What the board asks of the server. */
import { get, post } from './client';
import type {
	Availability,
	BoardSnapshot,
	CounterPayment,
	Floors,
	LineStep,
	Order,
	OrderIn,
	ParcelIn,
	Payment,
	ServiceRequest,
	StaffSession,
	Tab,
} from './types';

export type Credentials = { login: string; password: string; restaurant?: string };
export type OrderAct = 'approve' | 'accept' | 'reject' | 'cancel';
/** The mark of a dish or of one variant; portions that are left out are not counted. */
export type Mark = Pick<Availability, 'status'> & { variant_id?: string; until?: string; portions?: number };

const part = encodeURIComponent;
const tabPath = (id: string) => `staff/tabs/${part(id)}`;
const linePath = (tab: string, line: string) => `${tabPath(tab)}/lines/${part(line)}`;

export const me = () => get<StaffSession>('auth/me');
export const signIn = (credentials: Credentials) => post<StaffSession>('auth/login', credentials);
export const signOut = () => post<unknown>('auth/logout');
/** What is live, at one station or at the person's own, or everywhere. */
export const board = (station?: string) =>
	get<BoardSnapshot>(station === undefined ? 'staff/board' : `staff/board?station=${part(station)}`);
export const tables = () => get<Floors>('staff/tables');
export const tab = (id: string) => get<Tab>(tabPath(id));
export const openTab = (table: string, key: string) =>
	post<Tab>(`staff/tables/${part(table)}/tabs`, {}, key);
export const closeTab = (id: string) => post<Tab>(`${tabPath(id)}/close`);
export const actOnOrder = (tab: string, order: string, act: OrderAct, reason?: string) =>
	post<Order>(`${tabPath(tab)}/orders/${part(order)}/${act}`, reason ? { reason } : {});
export const advanceLine = (tab: string, line: string, to: LineStep) =>
	post<Order>(`${linePath(tab, line)}/advance`, { to });
export const undoLine = (tab: string, line: string) => post<Order>(`${linePath(tab, line)}/undo`);
export const voidLine = (tab: string, line: string, reason: string) =>
	post<Order>(`${linePath(tab, line)}/void`, { reason });
export const takePayment = (tab: string, payment: CounterPayment, key: string) =>
	post<Payment>(`${tabPath(tab)}/payments`, payment, key);
export const moveTab = (id: string, table_id: string) => post<Tab>(`${tabPath(id)}/move`, { table_id });
export const joinTab = (id: string, into: string) => post<Tab>(`${tabPath(id)}/join`, { into });
export const quickOrder = (tab: string, order: OrderIn, key: string) =>
	post<Order>(`${tabPath(tab)}/orders`, order, key);
export const parcel = (order: ParcelIn, key: string) =>
	post<{ order: Order; tab: Tab }>('staff/orders', order, key);
export const removeGuest = (tab: string, guest: string) =>
	post<Tab>(`${tabPath(tab)}/guests/${part(guest)}/remove`);
export const acknowledge = (id: string) =>
	post<ServiceRequest>(`staff/service-requests/${part(id)}/acknowledge`);
export const resolve = (id: string) =>
	post<ServiceRequest>(`staff/service-requests/${part(id)}/resolve`);
export const setAvailability = (dish: string, mark: Mark) =>
	post<Availability>(`staff/dishes/${part(dish)}/availability`, mark);
