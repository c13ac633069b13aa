export const PAGES = {
  tasks: '/courier/pages/tasks/index',
  parcel: '/courier/pages/parcel/index',
  sign: '/courier/pages/sign/index',
  collection: '/courier/pages/collection/index',
} as const;
