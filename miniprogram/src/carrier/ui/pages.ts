export const PAGES = {
  today: '/carrier/pages/today/index',
  fleet: '/carrier/pages/fleet/index',
  service: '/carrier/pages/service/index',
  conduct: '/carrier/pages/conduct/index',
} as const;
