import { rowAfter } from '@heitu/kit/rules/mutation';
import { carriersById, ofCarrier, ownRows } from './carrier.loader.ts';
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
export const facilityNow = rowAfter(FacilityView, ownRows(ofCarrier.Facility));
export const vehicleNow = rowAfter(VehicleView, ownRows(ofCarrier.Vehicle));
export const courierNow = rowAfter(CourierView, ownRows(ofCarrier.Courier));
export const deviceNow = rowAfter(DeviceView, ownRows(ofCarrier.Device));
export const serviceAreaNow = rowAfter(ServiceAreaView, ownRows(ofCarrier.ServiceArea));
export const rateNow = rowAfter(RateView, ownRows(ofCarrier.Rate));
