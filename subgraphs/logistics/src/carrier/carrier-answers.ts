import { rowAfter } from '@heitu/kit/rules/mutation';
import { carriersById, ownRows } from './carrier.loader.ts';
import {
  CarrierView,
  CourierView,
  DeviceView,
  FacilityView,
  RateView,
  ServiceAreaView,
  VehicleView,
} from './carrier.view.ts';

/** What mutations show: the row as it is now. */
export const carrierNow = rowAfter(CarrierView, carriersById);
export const facilityNow = rowAfter(FacilityView, ownRows('Facility'));
export const vehicleNow = rowAfter(VehicleView, ownRows('Vehicle'));
export const courierNow = rowAfter(CourierView, ownRows('Courier'));
export const deviceNow = rowAfter(DeviceView, ownRows('Device'));
export const serviceAreaNow = rowAfter(ServiceAreaView, ownRows('ServiceArea'));
export const rateNow = rowAfter(RateView, ownRows('Rate'));
