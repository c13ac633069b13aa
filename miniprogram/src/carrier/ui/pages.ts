export const PAGES = {
  today: '/carrier/pages/today/index',
  parcels: '/carrier/pages/parcels/index',
  parcel: '/carrier/pages/parcel/index',
  returns: '/carrier/pages/returns/index',
  alarms: '/carrier/pages/alarms/index',
  claim: '/carrier/pages/claim/index',
  handovers: '/carrier/pages/handovers/index',
  money: '/carrier/pages/money/index',
  fleet: '/carrier/pages/fleet/index',
  service: '/carrier/pages/service/index',
  conduct: '/carrier/pages/conduct/index',
} as const;
