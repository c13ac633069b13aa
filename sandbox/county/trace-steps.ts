import { COUNTY } from './county.ts';
import type { TraceKind } from './product-types.ts';

/** The EPCIS business steps (CBV) that the county's events use. */
export type BizStep =
  | 'commissioning'
  | 'inspecting'
  | 'sampling'
  | 'receiving'
  | 'storing'
  | 'packing'
  | 'repackaging'
  | 'loading'
  | 'shipping'
  | 'sensor_reporting'
  | 'other';
export type Disposition =
  | 'in_progress'
  | 'conformant'
  | 'in_transit'
  | 'sellable_not_accessible'
  | 'sellable_accessible';
export type Whose = 'supplier' | 'producer' | 'seller';

/**
 * One step on the way from field to pack. When: on a calendar day ('09-28', the last one before the next step) or so
 * many days before the lot's production day (negative: after it). Inputs and outputs are kilograms (pieces for eggs)
 * per unit of the lot.
 */
export interface TraceStep {
  readonly bizStep: BizStep;
  readonly disposition: Disposition;
  readonly title: string;
  readonly text: string;
  readonly whose: Whose;
  readonly place: 'origin' | 'premises';
  readonly when: When;
  readonly minuteOfDay: number;
  readonly input?: readonly [name: string, ratio: number];
  readonly output?: readonly [name: string, ratio: number];
  readonly temperatureCelsius?: number;
}

type When = string | number;
const step = (
  when: When,
  clock: string,
  whose: Whose,
  place: TraceStep['place'],
  bizStep: BizStep,
  title: string,
  text: string,
  more: Pick<TraceStep, 'input' | 'output' | 'temperatureCelsius'> & { disposition?: Disposition } = {},
): TraceStep => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  const { disposition = 'in_progress', ...quantities } = more;
  return {
    bizStep,
    disposition,
    title,
    text,
    whose,
    place,
    minuteOfDay: hour * 60 + minute,
    when,
    ...quantities,
  };
};

/** The last two steps of every lot: a check by the seller when the lot comes in (7.3.6), then on sale. */
const closing = (storeText: string, temperatureCelsius?: number): TraceStep[] => [
  step(-1, '9:20', 'seller', 'premises', 'receiving', '进货登记', '核对供货方、数量、生产日期和随货单证', {
    disposition: 'conformant',
    temperatureCelsius,
  }),
  step(-1, '10:10', 'seller', 'premises', 'storing', '入库上架', storeText, {
    disposition: 'sellable_accessible',
    temperatureCelsius,
  }),
];
const check = (when: When, clock: string, whose: Whose, text: string): TraceStep =>
  step(when, clock, whose, 'premises', 'inspecting', '出厂检验', text, { disposition: 'conformant' });

const DRIED: readonly TraceStep[] = [
  step(2, '5:30', 'supplier', 'origin', 'commissioning', '采收', '自家地里和山边采收', { output: ['鲜菜', 8.6] }),
  step(2, '9:00', 'supplier', 'origin', 'other', '切丝焯水晾晒', '网床晾晒两天', {
    input: ['鲜菜', 8.6],
    output: ['干菜', 1.03],
  }),
  step(0, '16:00', 'producer', 'premises', 'packing', '装袋', '挑去杂草、定量装袋、贴追溯码', {
    input: ['干菜', 1.03],
    output: ['袋装干菜', 1],
  }),
  check(0, '17:00', 'producer', '看色泽、闻气味、测水分'),
  ...closing('干燥房间，吊挂存放'),
];

export const TRACE_STEPS: Readonly<Record<TraceKind, readonly TraceStep[]>> = {
  rice: [
    step(
      '04-10',
      '8:30',
      'supplier',
      'origin',
      'commissioning',
      '育秧',
      `${COUNTY.rice.variety}，大棚旱育，登记种子批号`,
    ),
    step('05-20', '7:40', 'supplier', 'origin', 'other', '插秧', `行株距30×16厘米，引${COUNTY.water}水灌溉`),
    step('06-18', '6:30', 'supplier', 'origin', 'other', '田间管理', '人工除草一次，登记肥料名称和用量'),
    step('09-28', '9:00', 'supplier', 'origin', 'commissioning', '收割', '联合收割机分地块收割，分车运回', {
      output: ['稻谷', 1.55],
    }),
    step('10-04', '15:30', 'supplier', 'premises', 'storing', '低温存谷', '稻谷水分14.5%，入低温库', {
      temperatureCelsius: 12,
    }),
    step(1, '8:00', 'producer', 'premises', 'other', '碾米色选', '砻谷、碾米、抛光、色选', {
      input: ['稻谷', 1.55],
      output: ['大米', 1.01],
    }),
    step(0, '13:30', 'producer', 'premises', 'packing', '装袋赋码', '装袋、封口、喷生产日期、贴追溯码', {
      input: ['大米', 1.01],
      output: ['袋装大米', 1],
    }),
    check(0, '16:00', 'producer', '抽样检验水分、不完善粒、净含量，合格放行'),
    ...closing('干燥库房，离地离墙码放'),
  ],
  grain: [
    step('05-08', '8:00', 'supplier', 'origin', 'commissioning', '播种', '合作社统一供种，登记种子批号'),
    step('07-05', '6:00', 'supplier', 'origin', 'other', '田间管理', '中耕除草，登记农药和肥料使用'),
    step('09-26', '10:00', 'supplier', 'origin', 'commissioning', '收割脱粒', '分地块收割、脱粒、晾晒', {
      output: ['原粮', 1.18],
    }),
    step(2, '9:00', 'producer', 'premises', 'other', '清选', '筛选、去石、色选', {
      input: ['原粮', 1.18],
      output: ['净粮', 1.01],
    }),
    step(0, '14:00', 'producer', 'premises', 'packing', '装袋赋码', '定量装袋、喷码、贴追溯码', {
      input: ['净粮', 1.01],
      output: ['袋装', 1],
    }),
    check(0, '16:20', 'producer', '检验水分、杂质和净含量，合格放行'),
    ...closing('干燥库房，防虫防潮'),
  ],
  fungus: [
    step('03-12', '8:30', 'supplier', 'origin', 'commissioning', '制菌袋', '柞木屑配料、灭菌、接种，登记菌种'),
    step('07-28', '7:00', 'supplier', 'origin', 'other', '吊袋出耳', '棚内吊袋，微喷保湿，不用药'),
    step('09-15', '6:40', 'supplier', 'origin', 'commissioning', '采耳', '耳片展开八成时采收', {
      output: ['鲜木耳', 11],
    }),
    step('09-18', '17:00', 'supplier', 'origin', 'other', '晾晒', '离地网床晾晒至水分12%以下', {
      input: ['鲜木耳', 11],
      output: ['干木耳', 1.06],
    }),
    step(0, '9:30', 'producer', 'premises', 'packing', '挑拣装袋', '剪根、分级、装袋、贴追溯码', {
      input: ['干木耳', 1.06],
      output: ['袋装木耳', 1],
    }),
    check(0, '15:00', 'producer', '检验水分、杂质，开具承诺达标合格证'),
    ...closing('干燥库房，密封避光'),
  ],
  foraged: [
    step('08-26', '5:30', 'supplier', 'origin', 'commissioning', '林下采集', '按采集点登记采集人和地点', {
      output: ['鲜榛蘑', 9],
    }),
    step('08-29', '16:30', 'supplier', 'premises', 'other', '剪根晾晒', '去根去杂，晾晒至手捏脆响', {
      input: ['鲜榛蘑', 9],
      output: ['干榛蘑', 1.05],
    }),
    step(0, '10:00', 'producer', 'premises', 'packing', '过筛装袋', '过筛、金属检测、装袋、贴追溯码', {
      input: ['干榛蘑', 1.05],
      output: ['袋装榛蘑', 1],
    }),
    check(0, '14:30', 'producer', '检验水分、品种和杂质，混入其他菌种的剔除'),
    ...closing('干燥库房，密封避光'),
  ],
  nuts: [
    step('09-22', '8:00', 'supplier', 'origin', 'commissioning', '采塔脱粒', '登记林班号，脱粒、风选', {
      output: ['生松籽', 1.22],
    }),
    step(3, '9:00', 'producer', 'premises', 'receiving', '原料验收', '查验来源登记，抽检酸价', {
      disposition: 'conformant',
    }),
    step(1, '8:30', 'producer', 'premises', 'other', '开口炒制', '筛分、开口、盐水浸、炒制', {
      input: ['生松籽', 1.22],
      output: ['开口松籽', 1.02],
    }),
    step(0, '9:40', 'producer', 'premises', 'packing', '装袋赋码', '充氮装袋、放脱氧剂、贴追溯码', {
      input: ['开口松籽', 1.02],
      output: ['袋装松籽', 1],
    }),
    check(0, '15:30', 'producer', '检验酸价、过氧化值，合格放行'),
    ...closing('干燥库房，避光'),
  ],
  honey: [
    step('06-28', '7:00', 'supplier', 'origin', 'other', '蜂群进场', '清空底蜜，登记蜂场位置和蜂群数'),
    step('07-14', '6:00', 'supplier', 'origin', 'commissioning', '取蜜', '封盖后摇蜜，登记取蜜人和桶号', {
      output: ['原蜜', 1.05],
    }),
    step(2, '9:00', 'producer', 'premises', 'receiving', '原蜜验收', '检验蔗糖、兽药残留，合格后收货', {
      disposition: 'conformant',
    }),
    step(0, '10:30', 'producer', 'premises', 'packing', '过滤灌装', '40℃以下过滤、灌装、贴追溯码', {
      input: ['原蜜', 1.05],
      output: ['瓶装蜜', 1],
    }),
    check(0, '16:00', 'producer', '检验果糖和葡萄糖、蔗糖、净含量'),
    ...closing('常温库房，避光'),
  ],
  root: [
    step('04-28', '8:00', 'supplier', 'origin', 'commissioning', '播种', '脱毒种薯，登记种薯来源'),
    step('07-02', '6:30', 'supplier', 'origin', 'other', '田间管理', '中耕培土，登记用药和安全间隔期'),
    step('09-10', '9:30', 'supplier', 'origin', 'commissioning', '起收', '机械起薯，田间晾干表皮', {
      output: ['原薯', 1.16],
    }),
    step('09-16', '14:00', 'supplier', 'premises', 'storing', '入窖', '窖温3—5℃，避光通风', { temperatureCelsius: 4 }),
    step(0, '8:30', 'producer', 'premises', 'packing', '挑选装箱', '剔除青皮、伤薯，按大小装箱', {
      input: ['原薯', 1.16],
      output: ['箱装马铃薯', 1],
    }),
    check(0, '11:00', 'producer', '农残快检合格，开具承诺达标合格证'),
    ...closing('避光库房，防冻', 6),
  ],
  berry: [
    step('04-20', '8:00', 'supplier', 'origin', 'other', '剪枝施肥', '登记肥料名称和用量'),
    step(20, '6:30', 'supplier', 'origin', 'other', '防鸟防虫', '防鸟网，黏虫板，采前15天停药'),
    step(0, '5:20', 'supplier', 'origin', 'commissioning', '采摘', '人工采摘，保留果霜', {
      output: ['鲜果', 1.08],
      temperatureCelsius: 16,
    }),
    step(0, '7:30', 'supplier', 'premises', 'storing', '预冷', '两小时内进预冷库', { temperatureCelsius: 2.5 }),
    step(0, '13:00', 'producer', 'premises', 'packing', '分选装盒', '按果径分选、装盒、贴追溯码', {
      input: ['鲜果', 1.08],
      output: ['盒装蓝莓', 1],
      temperatureCelsius: 4,
    }),
    check(0, '14:30', 'producer', '农残快检合格，开具承诺达标合格证'),
    ...closing('0℃—4℃冷藏库', 2.8),
  ],
  'frozen-corn': [
    step('05-12', '8:00', 'supplier', 'origin', 'commissioning', '播种', '黏玉米，登记种子批号和非转基因声明'),
    step('07-01', '7:00', 'supplier', 'origin', 'other', '追肥', '登记肥料名称和用量'),
    step(0, '4:40', 'supplier', 'origin', 'commissioning', '掰穗', '乳熟期人工掰穗', { output: ['鲜穗', 1.3] }),
    step(0, '9:00', 'producer', 'premises', 'other', '剥皮蒸煮', '剥皮、切头尾、蒸煮', {
      input: ['鲜穗', 1.3],
      output: ['熟穗', 1.02],
    }),
    step(0, '12:30', 'producer', 'premises', 'packing', '速冻装箱', '-30℃速冻，装箱、贴追溯码', {
      input: ['熟穗', 1.02],
      output: ['速冻玉米', 1],
      temperatureCelsius: -19.5,
    }),
    check(0, '16:30', 'producer', '检验中心温度、净含量和转基因成分'),
    ...closing('-18℃以下冷冻库', -20.4),
  ],
  poultry: [
    step('05-06', '9:00', 'supplier', 'origin', 'commissioning', '进雏', '登记雏源、检疫证明和防疫记录'),
    step('08-10', '8:00', 'supplier', 'origin', 'other', '放养', '河套草甸放养，登记饲料和兽药'),
    step(0, '5:00', 'supplier', 'origin', 'inspecting', '产地检疫', '官方兽医检疫，出具动物检疫合格证明', {
      disposition: 'conformant',
    }),
    step(0, '8:20', 'producer', 'premises', 'other', '屠宰', '定点屠宰，同步检疫', {
      input: ['活鹅', 1.45],
      output: ['白条鹅', 1.02],
    }),
    step(0, '14:00', 'producer', 'premises', 'packing', '真空急冻', '真空包装、急冻、贴追溯码', {
      input: ['白条鹅', 1.02],
      output: ['冷冻白条鹅', 1],
      temperatureCelsius: -21,
    }),
    check(0, '17:00', 'producer', '检验挥发性盐基氮，加盖检疫验讫标志'),
    ...closing('-18℃以下冷冻库', -20.8),
  ],
  dough: [
    step(2, '9:00', 'producer', 'premises', 'receiving', '原料验收', '大黄米、红小豆、白砂糖，查验供货方单证', {
      disposition: 'conformant',
    }),
    step(1, '17:00', 'producer', 'premises', 'other', '和面发酵', '28℃发酵一夜'),
    step(0, '7:30', 'producer', 'premises', 'other', '包馅蒸制', '手工包馅，蒸20分钟', {
      input: ['面团和豆馅', 1.08],
      output: ['熟豆包', 1.01],
    }),
    step(0, '11:30', 'producer', 'premises', 'packing', '速冻装袋', '-30℃速冻，装袋、贴追溯码', {
      input: ['熟豆包', 1.01],
      output: ['速冻粘豆包', 1],
      temperatureCelsius: -19.2,
    }),
    check(0, '16:00', 'producer', '检验中心温度、净含量、微生物'),
    ...closing('-18℃以下冷冻库', -20.1),
  ],
  pickle: [
    step('10-12', '8:00', 'supplier', 'origin', 'commissioning', '收秋菜', '当地秋白菜，农残快检', {
      output: ['秋白菜', 1.7],
    }),
    step('10-14', '10:00', 'producer', 'premises', 'other', '入池发酵', '清水、食盐、压石，登记池号', {
      input: ['秋白菜', 1.7],
      output: ['酸菜', 1.05],
    }),
    step(1, '9:00', 'producer', 'premises', 'sampling', '出池检验', '亚硝酸盐合格后出池', {
      disposition: 'conformant',
    }),
    step(0, '9:30', 'producer', 'premises', 'packing', '切丝装袋', '切丝、装袋、贴追溯码', {
      input: ['酸菜', 1.05],
      output: ['袋装酸菜', 1],
      temperatureCelsius: 6,
    }),
    check(0, '15:00', 'producer', '检验亚硝酸盐、净含量'),
    ...closing('0℃—8℃冷藏库', 4.2),
  ],
  eggs: [
    step(30, '8:00', 'supplier', 'origin', 'other', '养殖记录', '登记饲料、免疫和用药，停药期内的蛋不出售'),
    step(0, '7:00', 'supplier', 'origin', 'commissioning', '捡蛋', '上午捡蛋，剔除脏蛋、裂纹蛋', {
      output: ['鲜蛋', 1.04],
    }),
    step(0, '14:00', 'producer', 'premises', 'packing', '照蛋装箱', '照蛋、装托、贴追溯码', {
      input: ['鲜蛋', 1.04],
      output: ['箱装鸡蛋', 1],
    }),
    check(0, '15:00', 'producer', '抽检破损率，开具承诺达标合格证'),
    ...closing('阴凉通风处', 12),
  ],
  'dried-beans': DRIED,
  'dried-greens': DRIED,
};
