export const PAGES = {
  today: '/carrier/pages/today/index',
  fleet: '/carrier/pages/fleet/index',
} as const;
