import type { ServiceRequest } from '$lib/api/types';

/** The calls that nobody has answered to the end. */
export const openRequests = (requests: ServiceRequest[]): ServiceRequest[] =>
	requests.filter(({ status }) => status !== 'resolved');
