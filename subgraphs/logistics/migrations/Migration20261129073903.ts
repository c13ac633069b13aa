import { Migration } from '@mikro-orm/migrations';

export class Migration20261129073903 extends Migration {

  override name = 'Migration20261129073903';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Carrier\` add \`stationOffFen\` bigint null;`);

    this.addSql(`alter table \`CustodyLeg\` add \`stationPartyId\` varchar(64) null;`);
    this.addSql(`alter table \`CustodyLeg\` modify \`facilityId\` varchar(26) null;`);

    this.addSql(`alter table \`Shipment\` add \`stationPartyId\` varchar(64) null, add \`stationName\` varchar(255) null, add \`stationAddress\` varchar(255) null, add \`atStationAtMs\` bigint null, add \`fetchByMs\` bigint null, add \`leftStationAtMs\` bigint null, add \`shelf\` varchar(8) null, add \`shelfFor\` varchar(80) null, add \`pickupAttempts\` int not null default 0, add \`pickupRound\` int not null default 0;`);
    this.addSql(`alter table \`Shipment\` add unique \`Shipment_shelfFor_unique\` (\`shelfFor\`);`);
    this.addSql(`alter table \`Shipment\` add index \`Shipment_state_fetchByMs_index\` (\`state\`, \`fetchByMs\`);`);
    this.addSql(`alter table \`Shipment\` add index \`Shipment_stationPartyId_state_index\` (\`stationPartyId\`, \`state\`);`);

    this.addSql(`alter table \`Station\` add \`divisionCode\` varchar(40) null, add \`address\` varchar(255) null, add \`opens\` varchar(40) null, add \`closes\` varchar(40) null, add \`shelfPlaces\` int not null default 0, add \`coldPlaces\` int not null default 0, add \`receivesSinceMs\` bigint null, add \`changedAtMs\` bigint null;`);
    this.addSql(`alter table \`Station\` add index \`Station_divisionCode_index\` (\`divisionCode\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`CustodyLeg\` modify \`facilityId\` varchar(26) not null;`);

    this.addSql(`alter table \`Shipment\` drop index \`Shipment_shelfFor_unique\`;`);
    this.addSql(`alter table \`Shipment\` drop index \`Shipment_state_fetchByMs_index\`;`);
    this.addSql(`alter table \`Shipment\` drop index \`Shipment_stationPartyId_state_index\`;`);

    this.addSql(`alter table \`Station\` drop index \`Station_divisionCode_index\`;`);
  }

}
