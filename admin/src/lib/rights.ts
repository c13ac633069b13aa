import { RIGHTS } from 'virtual:rights';
import { RoleWords, type Role } from '../api/admin.ts';
import { sessionNow } from './session.ts';

/** The operator's people, and those who look on. */
const DESK_ROLES = [
  'OPERATOR_ADMIN',
  'REVIEWER',
  'MEDIATOR',
  'FINANCE',
  'REGULATOR',
  'INDUSTRY_BODY',
] as const satisfies readonly Role[];
const LOOK_ON: readonly Role[] = ['REGULATOR', 'INDUSTRY_BODY'];
export const STAFF_ROLES = DESK_ROLES.map((role) => ({ value: role, label: RoleWords[role] }));
export const isDeskRole = (role: Role): boolean => STAFF_ROLES.some(({ value }) => value === role);
/** Whether somebody of the operator's sits here, or only a business that has a few pages. */
export const isStaff = (): boolean => sessionNow()?.roles.some(isDeskRole) ?? false;
/** Whether a page is for who sits here: `also` are the businesses that have it, too. */
export const isForMe = ({ asks, also = [] }: { asks?: string; also?: readonly Role[] }): boolean =>
  (isStaff() || also.some((role) => sessionNow()?.roles.includes(role))) && (!asks || may(asks));
export const rolesText = (roles: readonly Role[]): string => roles.map((role) => RoleWords[role]).join('、');

const rolesFor = (field: string): readonly Role[] => RIGHTS[field] ?? [];
/**
 * Whether the signed-in person may ask for a root field of the API, or one of several (`a|b`), by the server's own
 * table.
 */
export const may = (field: string): boolean =>
  field.split('|').some((one) => rolesFor(one).some((role) => sessionNow()?.roles.includes(role)));
/** Who could do it instead, in words. */
export const whoMay = (field: string): string =>
  rolesText([...new Set(field.split('|').flatMap(rolesFor))].filter(isDeskRole));
/** Looks on only: buttons that change something are not shown at all. */
export const onlyLooks = (): boolean => {
  const roles = sessionNow()?.roles.filter(isDeskRole) ?? [];
  return roles.length > 0 && roles.every((role) => LOOK_ON.includes(role));
};
