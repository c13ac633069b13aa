import { Migration } from '@mikro-orm/migrations';

export class Migration20261128042818 extends Migration {

  override name = 'Migration20261128042818';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Handover\` add \`openFor\` varchar(26) null;`);
    // Of several open documents of one parcel the newest stays open; of a parcel that was taken over, none.
    this.addSql(`update \`Handover\` h join \`Handover\` s on s.\`shipmentId\` = h.\`shipmentId\` and s.\`state\` = 'signed' set h.\`state\` = 'void' where h.\`state\` = 'open';`);
    this.addSql(`update \`Handover\` h join (select \`shipmentId\`, max(\`id\`) as \`newest\` from \`Handover\` where \`state\` = 'open' group by \`shipmentId\`) n on n.\`shipmentId\` = h.\`shipmentId\` set h.\`state\` = 'void' where h.\`state\` = 'open' and h.\`id\` <> n.\`newest\`;`);
    this.addSql(`update \`Handover\` set \`openFor\` = \`shipmentId\` where \`state\` = 'open';`);
    this.addSql(`alter table \`Handover\` add unique \`Handover_openFor_unique\` (\`openFor\`);`);

    this.addSql(`alter table \`Shipment\` drop index \`Shipment_expressNumber_index\`;`);
    // A number that stands at several parcels stays at the newest; what was scanned stays with the parcel it was written to.
    this.addSql(`update \`Shipment\` h join (select \`expressNumber\`, max(\`id\`) as \`newest\` from \`Shipment\` where \`expressNumber\` is not null group by \`expressNumber\`) n on n.\`expressNumber\` = h.\`expressNumber\` set h.\`expressNumber\` = null, h.\`expressCompany\` = null, h.\`expressSubscribedAtMs\` = null where h.\`id\` <> n.\`newest\`;`);
    this.addSql(`alter table \`Shipment\` add unique \`Shipment_expressNumber_unique\` (\`expressNumber\`);`);

    this.addSql(`alter table \`StorageStay\` add \`openFor\` varchar(26) null;`);
    // A parcel that was in several stores left the others when it came to the last.
    this.addSql(`update \`StorageStay\` h join (select \`shipmentId\`, max(\`id\`) as \`newest\`, max(\`arrivedAtMs\`) as \`atMs\` from \`StorageStay\` where \`leftAtMs\` is null group by \`shipmentId\`) n on n.\`shipmentId\` = h.\`shipmentId\` set h.\`leftAtMs\` = n.\`atMs\` where h.\`leftAtMs\` is null and h.\`id\` <> n.\`newest\`;`);
    this.addSql(`update \`StorageStay\` set \`openFor\` = \`shipmentId\` where \`leftAtMs\` is null;`);
    this.addSql(`alter table \`StorageStay\` add unique \`StorageStay_openFor_unique\` (\`openFor\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Handover\` drop index \`Handover_openFor_unique\`;`);

    this.addSql(`alter table \`Shipment\` drop index \`Shipment_expressNumber_unique\`;`);
    this.addSql(`alter table \`Shipment\` add index \`Shipment_expressNumber_index\` (\`expressNumber\`);`);

    this.addSql(`alter table \`StorageStay\` drop index \`StorageStay_openFor_unique\`;`);
  }

}
