import * as file from './chapters/1-file.ts';
import * as report from './chapters/10-report.ts';
import * as lot from './chapters/2-lot.ts';
import * as list from './chapters/3-list.ts';
import * as look from './chapters/4-look.ts';
import * as buy from './chapters/5-buy.ts';
import * as send from './chapters/6-send.ts';
import * as deliver from './chapters/7-deliver.ts';
import * as payAtDoor from './chapters/7-pay-at-door.ts';
import * as station from './chapters/7-station.ts';
import * as pool from './chapters/8-pool.ts';
import * as giveBack from './chapters/8-return.ts';
import * as invoice from './chapters/8-invoice.ts';
import * as check from './chapters/9-check.ts';
import * as recall from './chapters/9-recall.ts';
import type { Journey } from './journey.ts';

export const CHAPTERS: readonly { title: string; play: (journey: Journey) => Promise<void> }[] = [
  { title: '备案：谁可以做生意，做到哪一天', play: file.play },
  { title: '进货：这批货从哪里来，有什么证明', play: lot.play },
  { title: '上架：卖的是什么，多少钱', play: list.play },
  { title: '逛店：消费者看得到什么', play: look.play },
  { title: '下单付款：钱在哪里', play: buy.play },
  { title: '发货：谁在什么温度下接的手', play: send.play },
  { title: '送到家：当面查看再签字', play: deliver.play },
  { title: '货到付款：看过货再付，钱不经过配送员', play: payAtDoor.play },
  { title: '退换：收回来的、换出去的，都签字', play: giveBack.play },
  { title: '拼货：三户的粮合成一批', play: pool.play },
  { title: '结算：每一分钱都对得上', play: giveBack.settle },
  { title: '拼货的钱：卖一袋，付三家', play: pool.pay },
  { title: '发票：谁开、开多少、退了怎么红', play: invoice.play },
  { title: '追溯、评价、投诉：说过的话算不算数', play: check.play },
  { title: '到站自提：放在村里的服务站，凭码取', play: station.play },
  { title: '扫袋与召回：袋子里是什么，有问题怎么收回', play: recall.play },
  { title: '考核与合规：每一条都有证据', play: report.play },
];
