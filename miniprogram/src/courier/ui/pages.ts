export const PAGES = {
  tasks: '/courier/pages/tasks/index',
  parcel: '/courier/pages/parcel/index',
  sign: '/courier/pages/sign/index',
  byCard: '/courier/pages/by-card/index',
  collection: '/courier/pages/collection/index',
} as const;
