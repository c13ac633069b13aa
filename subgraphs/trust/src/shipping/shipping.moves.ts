import { movesOf } from '@heitu/kit/data/moves';
import { ShippingNotice } from './shipping.entity.ts';
import { shippingLifecycle } from './shipping.lifecycle.ts';

export const shippingNotices = movesOf(ShippingNotice, shippingLifecycle);
