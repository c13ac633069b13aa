import { Migration } from '@mikro-orm/migrations';

export class Migration20261125023137 extends Migration {

  override name = 'Migration20261125023137';

  override up(): void | Promise<void> {
    this.addSql(`create table \`Alarm\` (\`id\` varchar(26) not null, \`deviceId\` varchar(64) not null, \`carrierPartyId\` varchar(64) not null, \`facilityId\` varchar(26) null, \`vehicleId\` varchar(26) null, \`kind\` varchar(40) not null, \`severity\` varchar(40) not null, \`state\` varchar(40) not null, \`startedAtMs\` bigint not null, \`raisedAtMs\` bigint not null, \`endedAtMs\` bigint null, \`minutesOut\` int not null, \`limitCelsiusMin\` double null, \`limitCelsiusMax\` double null, \`worstCelsius\` double null, \`lotIds\` mediumtext not null, \`acknowledgedAtMs\` bigint null, \`acknowledgedBy\` varchar(64) null, \`resolvedAtMs\` bigint null, \`resolvedBy\` varchar(64) null, \`action\` varchar(500) null, \`decision\` varchar(40) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Alarm\` add index \`Alarm_carrierPartyId_state_id_index\` (\`carrierPartyId\`, \`state\`, \`id\`);`);
    this.addSql(`alter table \`Alarm\` add index \`Alarm_deviceId_kind_startedAtMs_index\` (\`deviceId\`, \`kind\`, \`startedAtMs\`);`);
    this.addSql(`alter table \`Alarm\` add index \`Alarm_raisedAtMs_index\` (\`raisedAtMs\`);`);

    this.addSql(`create table \`AlarmedShipment\` (\`id\` varchar(26) not null, \`alarmId\` varchar(26) not null, \`shipmentId\` varchar(26) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`AlarmedShipment\` add index \`AlarmedShipment_alarmId_index\` (\`alarmId\`);`);
    this.addSql(`alter table \`AlarmedShipment\` add index \`AlarmedShipment_shipmentId_index\` (\`shipmentId\`);`);

    this.addSql(`create table \`Carrier\` (\`partyId\` varchar(64) not null, \`name\` varchar(255) not null, \`inGoodStanding\` tinyint(1) not null, \`standingReason\` varchar(255) not null default '', \`serviceDaysPerWeek\` int null, \`serviceHoursPerDay\` int null, \`responseMinutes\` int not null, \`takeOverHours\` int not null, \`remitWorkingDays\` int not null, \`licensedModes\` mediumtext not null default '[]', \`serviceChangedAtMs\` bigint null, \`createdAtMs\` bigint not null, primary key (\`partyId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`CodRemittance\` (\`id\` varchar(26) not null, \`shipmentId\` varchar(26) not null, \`carrierPartyId\` varchar(64) not null, \`sellerPartyId\` varchar(64) not null, \`amountFen\` bigint not null, \`collectedAtMs\` bigint not null, \`dueAtMs\` bigint not null, \`remittedAtMs\` bigint null, \`reference\` varchar(64) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`CodRemittance\` add unique \`CodRemittance_shipmentId_unique\` (\`shipmentId\`);`);
    this.addSql(`alter table \`CodRemittance\` add index \`CodRemittance_carrierPartyId_dueAtMs_index\` (\`carrierPartyId\`, \`dueAtMs\`);`);

    this.addSql(`create table \`Collection\` (\`id\` varchar(26) not null, \`afterSaleId\` varchar(64) not null, \`orderId\` varchar(64) not null, \`kind\` varchar(40) not null, \`buyerAccountId\` varchar(64) not null, \`sellerPartyId\` varchar(64) not null, \`carrierPartyId\` varchar(64) not null, \`sellerName\` varchar(255) not null, \`recipientSealed\` text not null, \`toDivisionCode\` varchar(40) not null, \`refundFen\` bigint not null, \`lines\` mediumtext not null, \`state\` varchar(40) not null, \`createdAtMs\` bigint not null, \`courierId\` varchar(26) null, \`courierAccountId\` varchar(64) null, \`codeAttempts\` int not null default 0, \`appointedAtMs\` bigint null, \`agreedAtMs\` bigint null, \`agreedPlace\` varchar(255) null, \`identityCheckedAtMs\` bigint null, \`settledAtMs\` bigint null, \`refundForm\` varchar(255) null, \`inspectedAtMs\` bigint null, \`meetsRule\` tinyint(1) null, \`inspectionNote\` varchar(500) null, \`recordedAtMs\` bigint null, \`condition\` varchar(500) null, \`accessories\` varchar(500) null, \`courierSignedAtMs\` bigint null, \`consumerSignedAtMs\` bigint null, \`consumerSignatureSealed\` text null, \`takenAtMs\` bigint null, \`centreAtMs\` bigint null, \`centrePlace\` varchar(255) null, \`centreDueAtMs\` bigint null, \`listChecked\` tinyint(1) null, \`conditionOk\` tinyint(1) null, \`centreNote\` varchar(500) null, \`carrierHandedAtMs\` bigint null, \`sellerReceivedAtMs\` bigint null, \`handedOverAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Collection\` add unique \`Collection_afterSaleId_unique\` (\`afterSaleId\`);`);
    this.addSql(`alter table \`Collection\` add index \`Collection_carrierPartyId_state_id_index\` (\`carrierPartyId\`, \`state\`, \`id\`);`);
    this.addSql(`alter table \`Collection\` add index \`Collection_sellerPartyId_id_index\` (\`sellerPartyId\`, \`id\`);`);
    this.addSql(`alter table \`Collection\` add index \`Collection_buyerAccountId_id_index\` (\`buyerAccountId\`, \`id\`);`);
    this.addSql(`alter table \`Collection\` add index \`Collection_courierAccountId_id_index\` (\`courierAccountId\`, \`id\`);`);

    this.addSql(`create table \`ContentsCase\` (\`id\` varchar(26) not null, \`shipmentId\` varchar(26) not null, \`carrierPartyId\` varchar(64) not null, \`sellerPartyId\` varchar(64) not null, \`kind\` varchar(40) not null, \`outerIntact\` tinyint(1) not null, \`note\` varchar(500) not null, \`state\` varchar(40) not null, \`openedBy\` varchar(64) not null, \`openedAtMs\` bigint not null, \`consignorContactedAtMs\` bigint null, \`settlement\` varchar(500) null, \`settledAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`ContentsCase\` add index \`ContentsCase_carrierPartyId_state_index\` (\`carrierPartyId\`, \`state\`);`);
    this.addSql(`alter table \`ContentsCase\` add unique \`ContentsCase_shipmentId_kind_unique\` (\`shipmentId\`, \`kind\`);`);

    this.addSql(`create table \`Courier\` (\`id\` varchar(26) not null, \`carrierPartyId\` varchar(64) not null, \`accountId\` varchar(64) not null, \`name\` varchar(255) not null, \`phoneSealed\` text not null, \`active\` tinyint(1) not null, \`rulesVersion\` varchar(40) null, \`rulesAcceptedAtMs\` bigint null, \`createdAtMs\` bigint not null, \`changedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Courier\` add index \`Courier_accountId_index\` (\`accountId\`);`);
    this.addSql(`alter table \`Courier\` add unique \`Courier_carrierPartyId_accountId_unique\` (\`carrierPartyId\`, \`accountId\`);`);

    this.addSql(`create table \`Device\` (\`id\` varchar(64) not null, \`carrierPartyId\` varchar(64) not null, \`facilityId\` varchar(26) null, \`vehicleId\` varchar(26) null, \`secretSealed\` text not null, \`createdAtMs\` bigint not null, \`lastReadingAtMs\` bigint null, \`lastTemperatureCelsius\` double null, \`heardAtMs\` bigint not null, \`outSinceMs\` bigint null, \`silenceAlarmId\` varchar(26) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Device\` add index \`Device_carrierPartyId_index\` (\`carrierPartyId\`);`);
    this.addSql(`alter table \`Device\` add index \`Device_vehicleId_index\` (\`vehicleId\`);`);
    this.addSql(`alter table \`Device\` add index \`Device_facilityId_index\` (\`facilityId\`);`);
    this.addSql(`alter table \`Device\` add index \`Device_heardAtMs_index\` (\`heardAtMs\`);`);

    this.addSql(`create table \`EventDelivery\` (\`id\` bigint unsigned not null auto_increment primary key, \`eventId\` varchar(26) not null, \`consumer\` varchar(40) not null, \`aggregate\` varchar(110) not null, \`state\` tinyint not null default 0, \`attempts\` smallint not null default 0, \`nextAtMs\` bigint not null, \`lastError\` varchar(500) null) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`EventDelivery\` add index \`EventDelivery_state_nextAtMs_index\` (\`state\`, \`nextAtMs\`);`);

    this.addSql(`create table \`ExpressScan\` (\`id\` varchar(26) not null, \`shipmentId\` varchar(26) not null, \`atMs\` bigint not null, \`text\` varchar(500) not null, \`receivedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`ExpressScan\` add index \`ExpressScan_shipmentId_atMs_index\` (\`shipmentId\`, \`atMs\`);`);
    this.addSql(`alter table \`ExpressScan\` add index \`ExpressScan_receivedAtMs_index\` (\`receivedAtMs\`);`);

    this.addSql(`create table \`Facility\` (\`id\` varchar(26) not null, \`carrierPartyId\` varchar(64) not null, \`kind\` varchar(40) not null, \`name\` varchar(255) not null, \`divisionCode\` varchar(40) not null, \`address\` varchar(255) not null, \`stage\` varchar(40) not null, \`modern\` tinyint(1) not null, \`capacityKilograms\` int not null, \`temperatureCelsiusMin\` double null, \`temperatureCelsiusMax\` double null, \`dwellHoursMax\` int not null, \`createdAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Facility\` add index \`Facility_carrierPartyId_kind_index\` (\`carrierPartyId\`, \`kind\`);`);

    this.addSql(`create table \`Handover\` (\`id\` varchar(26) not null, \`number\` varchar(40) not null, \`shipmentId\` varchar(26) not null, \`sellerPartyId\` varchar(64) not null, \`carrierPartyId\` varchar(64) not null, \`buyerAccountId\` varchar(64) not null, \`state\` varchar(40) not null, \`cold\` tinyint(1) not null, \`units\` int not null, \`goodsFen\` bigint not null, \`facilityTemperatureCelsius\` double null, \`productTemperatureCelsius\` double null, \`points\` mediumtext not null, \`complete\` tinyint(1) not null, \`documentSealed\` text not null, \`documentHash\` varchar(64) not null, \`openedAtMs\` bigint not null, \`inWindow\` tinyint(1) null, \`sellerSignedAtMs\` bigint null, \`sellerAccountId\` varchar(64) null, \`sellerCustodian\` varchar(255) null, \`sellerSignature\` varchar(43) null, \`carrierSignedAtMs\` bigint null, \`carrierAccountId\` varchar(64) null, \`carrierCustodian\` varchar(255) null, \`carrierSignature\` varchar(43) null, \`completedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Handover\` add unique \`Handover_number_unique\` (\`number\`);`);
    this.addSql(`alter table \`Handover\` add index \`Handover_shipmentId_index\` (\`shipmentId\`);`);
    this.addSql(`alter table \`Handover\` add index \`Handover_carrierPartyId_openedAtMs_index\` (\`carrierPartyId\`, \`openedAtMs\`);`);
    this.addSql(`alter table \`Handover\` add index \`Handover_sellerPartyId_carrierPartyId_completedAtMs_index\` (\`sellerPartyId\`, \`carrierPartyId\`, \`completedAtMs\`);`);

    this.addSql(`create table \`Inbox\` (\`key\` varchar(140) not null, \`atMs\` bigint not null, primary key (\`key\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`Lease\` (\`name\` varchar(80) not null, \`holder\` varchar(40) not null, \`untilMs\` bigint not null, primary key (\`name\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`Mismatch\` (\`id\` varchar(26) not null, \`reconciliationId\` varchar(26) not null, \`handoverId\` varchar(26) not null, \`kind\` varchar(40) not null, \`text\` varchar(500) not null, \`resolution\` varchar(500) null, \`resolvedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Mismatch\` add index \`Mismatch_reconciliationId_index\` (\`reconciliationId\`);`);

    this.addSql(`create table \`OfferRefusal\` (\`id\` varchar(26) not null, \`code\` varchar(40) not null, \`divisionCode\` varchar(40) not null, \`goods\` varchar(255) not null, \`reason\` varchar(255) not null, \`times\` int not null, \`firstAtMs\` bigint not null, \`lastAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`OfferRefusal\` add index \`OfferRefusal_code_lastAtMs_index\` (\`code\`, \`lastAtMs\`);`);

    this.addSql(`create table \`Outbox\` (\`id\` varchar(26) not null, \`aggregatetype\` varchar(40) not null, \`aggregateid\` varchar(64) not null, \`type\` varchar(80) not null, \`payload\` mediumtext not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`PartUse\` (\`id\` varchar(40) not null, \`usedAtMs\` bigint not null, \`times\` int not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`Rate\` (\`id\` varchar(26) not null, \`carrierPartyId\` varchar(64) not null, \`storage\` varchar(40) not null, \`divisionCode\` varchar(40) not null, \`firstGrams\` int not null, \`firstKilogramFen\` bigint not null, \`stepGrams\` int not null, \`perKilogramFen\` bigint not null, \`hours\` int not null, \`changedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Rate\` add unique \`Rate_carrierPartyId_storage_divisionCode_unique\` (\`carrierPartyId\`, \`storage\`, \`divisionCode\`);`);

    this.addSql(`create table \`Reading\` (\`id\` varchar(26) not null, \`deviceId\` varchar(64) not null, \`atMs\` bigint not null, \`temperatureCelsius\` double not null, \`humidityPercent\` double null, \`receivedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Reading\` add index \`Reading_deviceId_atMs_index\` (\`deviceId\`, \`atMs\`);`);
    this.addSql(`alter table \`Reading\` add index \`Reading_receivedAtMs_index\` (\`receivedAtMs\`);`);

    this.addSql(`create table \`RecipientRead\` (\`id\` varchar(26) not null, \`shipmentId\` varchar(26) not null, \`accountId\` varchar(64) not null, \`inTask\` tinyint(1) not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`RecipientRead\` add index \`RecipientRead_atMs_index\` (\`atMs\`);`);

    this.addSql(`create table \`Reconciliation\` (\`id\` varchar(26) not null, \`carrierPartyId\` varchar(64) not null, \`sellerPartyId\` varchar(64) not null, \`fromMs\` bigint not null, \`toMs\` bigint not null, \`documents\` int not null, \`matched\` int not null, \`doneAtMs\` bigint not null, \`doneBy\` varchar(64) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Reconciliation\` add index \`Reconciliation_carrierPartyId_sellerPartyId_doneAtMs_index\` (\`carrierPartyId\`, \`sellerPartyId\`, \`doneAtMs\`);`);

    this.addSql(`create table \`RequestClaim\` (\`key\` varchar(200) not null, \`inputHash\` varchar(64) not null, \`result\` mediumtext null, \`atMs\` bigint not null, primary key (\`key\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`ServiceArea\` (\`id\` varchar(26) not null, \`carrierPartyId\` varchar(64) not null, \`divisionCode\` varchar(40) not null, \`firstMile\` tinyint(1) not null, \`lastMile\` tinyint(1) not null, \`stationPartyId\` varchar(64) null, \`changedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`ServiceArea\` add index \`ServiceArea_divisionCode_index\` (\`divisionCode\`);`);
    this.addSql(`alter table \`ServiceArea\` add unique \`ServiceArea_carrierPartyId_divisionCode_unique\` (\`carrierPartyId\`, \`divisionCode\`);`);

    this.addSql(`create table \`Shipment\` (\`id\` varchar(26) not null, \`orderId\` varchar(64) not null, \`orderNumber\` varchar(64) not null, \`afterSaleId\` varchar(64) not null default '', \`buyerAccountId\` varchar(64) not null, \`sellerPartyId\` varchar(64) not null, \`shopId\` varchar(64) not null, \`carrierPartyId\` varchar(64) not null, \`carrierName\` varchar(255) not null, \`consignorName\` varchar(255) not null, \`consignorContact\` varchar(255) not null, \`consignorPhone\` varchar(40) not null, \`consignorAddress\` varchar(255) not null, \`toDivisionCode\` varchar(40) not null, \`recipientSealed\` text not null, \`storage\` varchar(40) not null, \`temperatureCelsiusMin\` double null, \`temperatureCelsiusMax\` double null, \`units\` int not null, \`weightGrams\` int not null, \`goodsFen\` bigint not null, \`deliveryFen\` bigint not null, \`lines\` mediumtext not null, \`trackingNumber\` varchar(40) not null, \`state\` varchar(40) not null, \`readyAtMs\` bigint not null, \`respondDueAtMs\` bigint not null, \`takeOverDueAtMs\` bigint not null, \`deliverByMs\` bigint not null, \`courierId\` varchar(26) null, \`courierAccountId\` varchar(64) null, \`vehicleId\` varchar(26) null, \`assignedAtMs\` bigint null, \`takenOverAtMs\` bigint null, \`tripId\` varchar(26) null, \`leftVehicleAtMs\` bigint null, \`calledAheadAtMs\` bigint null, \`agreedAtMs\` bigint null, \`agreedPlace\` varchar(255) null, \`codeAttempts\` int not null default 0, \`identityCheckedAtMs\` bigint null, \`outerOpenedAtMs\` bigint null, \`courierInspectedAtMs\` bigint null, \`deliveredAtMs\` bigint null, \`inTime\` tinyint(1) null, \`signatureSealed\` text null, \`refusedAtMs\` bigint null, \`refusalReason\` varchar(40) null, \`refusalNote\` varchar(500) null, \`atDepotAtMs\` bigint null, \`returnedAtMs\` bigint null, \`resellable\` tinyint(1) null, \`expressCompany\` varchar(40) null, \`expressNumber\` varchar(40) null, \`expressSubscribedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Shipment\` add unique \`Shipment_trackingNumber_unique\` (\`trackingNumber\`);`);
    this.addSql(`alter table \`Shipment\` add index \`Shipment_carrierPartyId_state_id_index\` (\`carrierPartyId\`, \`state\`, \`id\`);`);
    this.addSql(`alter table \`Shipment\` add index \`Shipment_sellerPartyId_id_index\` (\`sellerPartyId\`, \`id\`);`);
    this.addSql(`alter table \`Shipment\` add index \`Shipment_buyerAccountId_id_index\` (\`buyerAccountId\`, \`id\`);`);
    this.addSql(`alter table \`Shipment\` add index \`Shipment_courierAccountId_id_index\` (\`courierAccountId\`, \`id\`);`);
    this.addSql(`alter table \`Shipment\` add index \`Shipment_vehicleId_takenOverAtMs_index\` (\`vehicleId\`, \`takenOverAtMs\`);`);
    this.addSql(`alter table \`Shipment\` add index \`Shipment_deliveredAtMs_index\` (\`deliveredAtMs\`);`);
    this.addSql(`alter table \`Shipment\` add index \`Shipment_expressNumber_index\` (\`expressNumber\`);`);
    this.addSql(`alter table \`Shipment\` add unique \`Shipment_orderId_afterSaleId_unique\` (\`orderId\`, \`afterSaleId\`);`);

    this.addSql(`create table \`SkuOnSale\` (\`skuId\` varchar(64) not null, \`storage\` varchar(40) not null, \`changedAtMs\` bigint not null, primary key (\`skuId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`Station\` (\`partyId\` varchar(64) not null, \`name\` varchar(255) not null, \`inGoodStanding\` tinyint(1) not null, \`createdAtMs\` bigint not null, primary key (\`partyId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`StorageStay\` (\`id\` varchar(26) not null, \`shipmentId\` varchar(26) not null, \`facilityId\` varchar(26) not null, \`carrierPartyId\` varchar(64) not null, \`stage\` varchar(40) not null, \`cold\` tinyint(1) not null, \`arrivedAtMs\` bigint not null, \`leaveByMs\` bigint not null, \`leftAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`StorageStay\` add index \`StorageStay_facilityId_arrivedAtMs_index\` (\`facilityId\`, \`arrivedAtMs\`);`);
    this.addSql(`alter table \`StorageStay\` add index \`StorageStay_shipmentId_index\` (\`shipmentId\`);`);

    this.addSql(`create table \`StoredFile\` (\`id\` varchar(26) not null, \`ownerId\` varchar(64) not null, \`purpose\` varchar(40) not null, \`mediaType\` varchar(40) not null, \`sizeBytes\` int not null, \`sha256\` varchar(64) not null, \`isPublic\` tinyint(1) not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`StoredFile\` add index \`StoredFile_ownerId_index\` (\`ownerId\`);`);

    this.addSql(`create table \`SupervisionCheck\` (\`id\` varchar(26) not null, \`carrierPartyId\` varchar(64) not null, \`courierId\` varchar(26) null, \`shipmentId\` varchar(26) null, \`form\` varchar(40) not null, \`topic\` varchar(40) not null, \`plannedFor\` varchar(10) not null, \`reportText\` varchar(500) null, \`createdBy\` varchar(64) not null, \`createdAtMs\` bigint not null, \`doneAtMs\` bigint null, \`breach\` tinyint(1) null, \`finding\` varchar(500) null, \`measure\` varchar(500) null, \`settledAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`SupervisionCheck\` add index \`SupervisionCheck_carrierPartyId_createdAtMs_index\` (\`carrierPartyId\`, \`createdAtMs\`);`);
    this.addSql(`alter table \`SupervisionCheck\` add index \`SupervisionCheck_topic_createdAtMs_index\` (\`topic\`, \`createdAtMs\`);`);

    this.addSql(`create table \`Trip\` (\`id\` varchar(26) not null, \`carrierPartyId\` varchar(64) not null, \`vehicleId\` varchar(26) not null, \`date\` varchar(10) not null, \`cold\` tinyint(1) not null, \`outOfRange\` tinyint(1) not null default false, \`startedAtMs\` bigint not null, \`checkedAtMs\` bigint null, \`checkedBy\` varchar(64) null, \`check\` mediumtext null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Trip\` add index \`Trip_carrierPartyId_startedAtMs_index\` (\`carrierPartyId\`, \`startedAtMs\`);`);
    this.addSql(`alter table \`Trip\` add unique \`Trip_vehicleId_date_unique\` (\`vehicleId\`, \`date\`);`);

    this.addSql(`create table \`Vehicle\` (\`id\` varchar(26) not null, \`carrierPartyId\` varchar(64) not null, \`plate\` varchar(20) not null, \`kind\` varchar(40) not null, \`licenceNumber\` varchar(64) not null, \`validUntil\` varchar(10) not null, \`temperatureCelsiusMin\` double null, \`temperatureCelsiusMax\` double null, \`createdAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Vehicle\` add unique \`Vehicle_carrierPartyId_plate_unique\` (\`carrierPartyId\`, \`plate\`);`);

    this.addSql(`create table \`Village\` (\`code\` varchar(40) not null, \`name\` varchar(255) not null, \`remote\` tinyint(1) not null, primary key (\`code\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`Alarm\`;`);
    this.addSql(`drop table if exists \`AlarmedShipment\`;`);
    this.addSql(`drop table if exists \`Carrier\`;`);
    this.addSql(`drop table if exists \`CodRemittance\`;`);
    this.addSql(`drop table if exists \`Collection\`;`);
    this.addSql(`drop table if exists \`ContentsCase\`;`);
    this.addSql(`drop table if exists \`Courier\`;`);
    this.addSql(`drop table if exists \`Device\`;`);
    this.addSql(`drop table if exists \`EventDelivery\`;`);
    this.addSql(`drop table if exists \`ExpressScan\`;`);
    this.addSql(`drop table if exists \`Facility\`;`);
    this.addSql(`drop table if exists \`Handover\`;`);
    this.addSql(`drop table if exists \`Inbox\`;`);
    this.addSql(`drop table if exists \`Lease\`;`);
    this.addSql(`drop table if exists \`Mismatch\`;`);
    this.addSql(`drop table if exists \`OfferRefusal\`;`);
    this.addSql(`drop table if exists \`Outbox\`;`);
    this.addSql(`drop table if exists \`PartUse\`;`);
    this.addSql(`drop table if exists \`Rate\`;`);
    this.addSql(`drop table if exists \`Reading\`;`);
    this.addSql(`drop table if exists \`RecipientRead\`;`);
    this.addSql(`drop table if exists \`Reconciliation\`;`);
    this.addSql(`drop table if exists \`RequestClaim\`;`);
    this.addSql(`drop table if exists \`ServiceArea\`;`);
    this.addSql(`drop table if exists \`Shipment\`;`);
    this.addSql(`drop table if exists \`SkuOnSale\`;`);
    this.addSql(`drop table if exists \`Station\`;`);
    this.addSql(`drop table if exists \`StorageStay\`;`);
    this.addSql(`drop table if exists \`StoredFile\`;`);
    this.addSql(`drop table if exists \`SupervisionCheck\`;`);
    this.addSql(`drop table if exists \`Trip\`;`);
    this.addSql(`drop table if exists \`Vehicle\`;`);
    this.addSql(`drop table if exists \`Village\`;`);
  }

}
