import { RIGHTS } from 'virtual:rights';
import { sessionNow } from './session.ts';

const TITLES: Readonly<Record<string, string>> = {
  'operator-admin': '平台管理员',
  reviewer: '审核员',
  mediator: '调解员',
  finance: '财务',
  regulator: '监管人员',
  'industry-body': '行业组织',
};
export const roleTitle = (role: string): string => TITLES[role] ?? role;
export const STAFF_ROLES = Object.entries(TITLES).map(([value, label]) => ({ value, label }));

const rolesFor = (field: string): readonly string[] => RIGHTS[field] ?? [];
/**
 * Whether the signed-in person may ask for a root field of the API, or one of several (`a|b`), by the server's own
 * table.
 */
export const may = (field: string): boolean =>
  field.split('|').some((one) => rolesFor(one).some((role) => sessionNow()?.roles.includes(role)));
/** Who could do it instead, in words. */
export const whoMay = (field: string): string =>
  [...new Set(field.split('|').flatMap(rolesFor))].map(roleTitle).join('、');
/** Looks on only: buttons that change something are not shown at all. */
export const onlyLooks = (): boolean => {
  const roles = sessionNow()?.roles.filter((role) => role in TITLES) ?? [];
  return roles.length > 0 && roles.every((role) => role === 'regulator' || role === 'industry-body');
};
