/** What the manager's office asks of the server. */
import { call, get, post } from './client';
import type { Diet, Menu, Money, Order, StaffSession, Tab, TabSummary } from './types';
import type { components } from './schema';

type Schema = components['schemas'];

export type Today = Schema['TodayOut'];
export type Day = Schema['DayOut'];
export type Hour = Schema['HourOut'];
export type ManagedRestaurant = Schema['ManagedRestaurant'];
export type RestaurantPatch = Schema['RestaurantPatch'];
export type Settings = Schema['SettingsOut'];
export type TaxClass = Schema['TaxClassIo'];
export type HoursSpan = Schema['HoursIo'];
export type ManagedTable = Schema['TableOut'];
export type TableIn = Schema['TableIn'];
export type TablePatch = Schema['TablePatch'];
export type Person = Schema['PersonOut'];
export type PersonIn = Schema['PersonIn'];

/** One page of a list, and where the next begins. It may be empty and still not the last. */
export type Page<T> = { items: T[]; next_cursor?: string | null };

/** An order among the past ones: with its business day and who a parcel is for. */
export type PastOrder = Order & Pick<Schema['ManagedOrderOut'], 'business_day' | 'customer'>;
/** A tab among the past ones: with its orders' numbers and what was paid. */
export type PastTab = Omit<Schema['ManagedTabOut'], keyof TabSummary> & TabSummary;

/** The menu as it is edited; amounts are minor units of the restaurant's currency. */
export type DraftVariant = Schema['DraftVariant'];
export type DraftDish = Omit<Schema['DraftDish'], 'diet'> & { diet: Diet };
export type DraftCategory = Omit<Schema['DraftCategory'], 'dishes'> & { dishes: DraftDish[] };
export type Draft = { categories: DraftCategory[] };

/** What an import did to the draft, or would do. */
export type ImportResult = Schema['ImportOut'];

export type PriceEdit = { price: Money; variant_id?: string };

/** Filters as they stand in a link; empty ones are left out. */
export type Query = Record<string, string>;

const part = encodeURIComponent;
const patch = <T>(path: string, body: unknown) => call<T>('PATCH', path, { body });
const remove = (path: string) => call<void>('DELETE', path);

function withQuery(path: string, query: Query): string {
	const filled = Object.entries(query).filter(([, value]) => value !== '');
	const text = new URLSearchParams(filled).toString();
	return text === '' ? path : `${path}?${text}`;
}

export const today = () => get<Today>('manage/reports/today');
export const day = (date: string) => get<Day>(withQuery('manage/reports/day', { date }));

export const orders = (query: Query) => get<Page<PastOrder>>(withQuery('manage/orders', query));
export const tabs = (query: Query) => get<Page<PastTab>>(withQuery('manage/tabs', query));
export const tab = (id: string) => get<Tab>(`manage/tabs/${part(id)}`);
export const reopenTab = (id: string, reason: string) => post<Tab>(`manage/tabs/${part(id)}/reopen`, { reason });

export const draft = () => get<Draft>('manage/menu');
export const published = (slug: string) => get<Menu>(`restaurants/${part(slug)}/menu`);
export const publish = () => post<{ version: number }>('manage/menu/publish');
export const editPrice = (dish: string, edit: PriceEdit) => patch<unknown>(`manage/dishes/${part(dish)}`, edit);
/** Reads a menu file; a rehearsal changes nothing. */
export const importMenu = (csv: string, dry_run: boolean) =>
	call<ImportResult>('POST', `manage/menu/import?dry_run=${dry_run}`, { body: csv, type: 'text/csv' });
export const MENU_EXPORT = '/api/v1/manage/menu/export';

export const tables = () => get<Page<ManagedTable>>('manage/tables');
export const addTable = (table: TableIn) => post<ManagedTable>('manage/tables', table);
export const changeTable = (id: string, change: TablePatch) => patch<ManagedTable>(`manage/tables/${part(id)}`, change);
export const removeTable = (id: string) => remove(`manage/tables/${part(id)}`);
export const revokeTable = (id: string) => post<ManagedTable>(`manage/tables/${part(id)}/revoke`);
/** The picture of a table's code; `print` tells one code from the next, so that no old picture is shown. */
export const codePicture = (id: string, print: string) => `/api/v1/manage/tables/${part(id)}/qr.svg?code=${print}`;
export const CODE_SHEET = '/api/v1/manage/tables/qr-sheet.pdf';

export const people = () => get<Page<Person>>('manage/staff');
export const addPerson = (person: PersonIn) => post<Person>('manage/staff', person);
export const changePerson = (id: string, change: PersonIn) => patch<Person>(`manage/staff/${part(id)}`, change);
export const removePerson = (id: string) => remove(`manage/staff/${part(id)}`);

export const restaurant = () => get<ManagedRestaurant>('manage/restaurant');
export const changeRestaurant = (change: RestaurantPatch) => patch<ManagedRestaurant>('manage/restaurant', change);

export const changePassword = (current: string, next: string) =>
	post<StaffSession>('auth/password', { current, new: next });
export const switchRestaurant = (slug: string) => post<StaffSession>('auth/switch', { restaurant: slug });

