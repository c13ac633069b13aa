import { NOBODY_HOME, UNFETCHED } from '@heitu/events/logistics.shipment-refused.v1';
import { DOOR_SIGNER_TITLES, type DoorSigner } from '@heitu/standard';

/** What its seller is told of a parcel that came back although nobody refused it. */
export const CAME_BACK: Readonly<Partial<Record<string, { title: string; text: string }>>> = {
  [UNFETCHED]: { title: '顾客没有取货', text: '到站没人取' },
  [NOBODY_HOME]: { title: '两次上门没人', text: '约好时间去了两次没人' },
};

/** Who signed on the courier's screen is told to the buyer outside the app, too: they may not have agreed. */
export const deliveredText = (signer: DoorSigner | undefined) =>
  signer
    ? ({ kind: 'parcel-taken', title: `包裹由${DOOR_SIGNER_TITLES[signer]}签收了` } as const)
    : ({ kind: 'order-delivered', title: '已签收' } as const);
export const signedText = (signer: DoorSigner | undefined): string =>
  signer && signer !== 'recipient'
    ? `由${DOOR_SIGNER_TITLES[signer]}代收了。您没同意过的话，点订单里的“投诉”`
    : '已签收';
