import { must } from '@heitu/kit/rules/checked';
import type { ClauseRef } from '@heitu/standard';

/** What a carrier needs before it may carry fresh goods (8.1.af), and how each is found in the records. */
export const COLD_CHAIN_NEEDS = [
  { need: 'facility', label: '县城预冷库', clause: '8.1.af' },
  { need: 'vehicle', label: '冷藏车', clause: '8.1.af' },
  { need: 'preservation', label: '保鲜处理设备', clause: '8.1.af' },
  { need: 'reportingDevice', label: '会上报的温度监控', clause: '8.1.af' },
] as const satisfies readonly { need: string; label: string; clause: ClauseRef }[];
export type ColdChain = Record<(typeof COLD_CHAIN_NEEDS)[number]['need'], boolean>;
export const missingColdChain = (chain: ColdChain) => COLD_CHAIN_NEEDS.filter(({ need }) => !chain[need]);

export const FACILITY_KINDS = {
  'pre-cooling-store': '预冷库',
  'cold-store': '冷藏库',
  'frozen-store': '冷冻库',
  'ambient-store': '常温库',
  cabinet: '冷柜',
  'preservation-equipment': '保鲜设备',
  'sorting-centre': '分拣中心',
  depot: '站点',
  'return-centre': '退换货中心',
} as const;
export type FacilityKind = keyof typeof FACILITY_KINDS;
/** Where on its way produce is kept (8.7.end). */
export const FACILITY_STAGES = { origin: '产地，收货用', transit: '中转', sales: '离买家近，发货用' } as const;
export type FacilityStage = keyof typeof FACILITY_STAGES;
export const VEHICLE_KINDS = { 'refrigerated-truck': '冷藏车', 'insulated-van': '保温车', van: '普通货车' } as const;
export type VehicleKind = keyof typeof VEHICLE_KINDS;
/** Ways to carry what ordinary post may not, each with its own licence. */
export const LICENSED_MODES = { 'live-animals': '活禽活畜', 'dangerous-goods': '危险品' } as const;
export type LicensedMode = keyof typeof LICENSED_MODES;

/** 8.5.1.br */
export const SERVICE_DAYS_PER_WEEK_MIN = 5;
export const SERVICE_HOURS_PER_DAY_MIN = 8;
/** Until a carrier has agreed otherwise with its sellers. */
export const SERVICE_DEFAULTS = { responseMinutes: 240, takeOverHours: 24, remitWorkingDays: 3 } as const;

/** The rules couriers accept (8.5.3.bu-bv); a new version asks everyone again. */
export const COURIER_RULES = {
  version: '2026-01',
  text: '送货前先打电话约好时间地点；上门先出示身份码；让客户拆开外包装、当面一起查看；请客户本人签字。交接货物逐件清点，温度、日期、包装和车厢卫生当场记录，双方签字。客户的姓名、电话、地址只用于这一单，不抄、不拍、不外传。不借商家名义推销，不私收货款。国家禁止寄递的物品一律不收。',
} as const;

export const isRefrigerated = (vehicle: { kind: string }): boolean => vehicle.kind === 'refrigerated-truck';
/** Papers hold to the end of their last day. */
export const isValidOn = (validUntil: string, date: string): boolean => validUntil >= date;
export const temperatureCelsius = { min: -60, max: 60 } as const;

/** Where a thermometer hangs: on a vehicle or in a store. */
export type DevicePlace = { vehicleId: string } | { facilityId: string };
export const placeOf = (device: { vehicleId?: string | null; facilityId?: string | null }): DevicePlace =>
  device.vehicleId
    ? { vehicleId: device.vehicleId }
    : { facilityId: must(device.facilityId, 'the place of a thermometer') };
