import { Migration } from '@mikro-orm/migrations';

export class Migration20261125164346 extends Migration {

  override name = 'Migration20261125164346';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Collection\` modify \`agreedPlace\` text null;`);
    this.addSql(`alter table \`Collection\` modify \`inspectionNote\` text null;`);
    this.addSql(`alter table \`Collection\` modify \`condition\` text null;`);
    this.addSql(`alter table \`Collection\` modify \`accessories\` text null;`);
    this.addSql(`alter table \`Collection\` modify \`centreNote\` text null;`);

    this.addSql(`alter table \`ContentsCase\` modify \`note\` text not null;`);
    this.addSql(`alter table \`ContentsCase\` modify \`settlement\` text null;`);

    this.addSql(`alter table \`Courier\` modify \`name\` text not null;`);

    this.addSql(`alter table \`ExpressScan\` add \`buyerAccountId\` varchar(64) null;`);
    this.addSql(`alter table \`ExpressScan\` modify \`text\` text not null;`);
    this.addSql(`update \`ExpressScan\` s join \`Shipment\` h on h.\`id\` = s.\`shipmentId\` set s.\`buyerAccountId\` = h.\`buyerAccountId\`;`);

    this.addSql(`alter table \`Handover\` modify \`sellerCustodian\` text null;`);
    this.addSql(`alter table \`Handover\` modify \`carrierCustodian\` text null;`);

    this.addSql(`alter table \`Shipment\` modify \`consignorContact\` text not null;`);
    this.addSql(`alter table \`Shipment\` modify \`consignorPhone\` text not null;`);
    this.addSql(`alter table \`Shipment\` modify \`consignorAddress\` text not null;`);
    this.addSql(`alter table \`Shipment\` modify \`agreedPlace\` text null;`);
    this.addSql(`alter table \`Shipment\` modify \`refusalNote\` text null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Collection\` modify \`agreedPlace\` varchar(255) null;`);
    this.addSql(`alter table \`Collection\` modify \`inspectionNote\` varchar(500) null;`);
    this.addSql(`alter table \`Collection\` modify \`condition\` varchar(500) null;`);
    this.addSql(`alter table \`Collection\` modify \`accessories\` varchar(500) null;`);
    this.addSql(`alter table \`Collection\` modify \`centreNote\` varchar(500) null;`);

    this.addSql(`alter table \`ContentsCase\` modify \`note\` varchar(500) not null;`);
    this.addSql(`alter table \`ContentsCase\` modify \`settlement\` varchar(500) null;`);

    this.addSql(`alter table \`Courier\` modify \`name\` varchar(255) not null;`);

    this.addSql(`alter table \`ExpressScan\` drop column \`buyerAccountId\`;`);
    this.addSql(`alter table \`ExpressScan\` modify \`text\` varchar(500) not null;`);

    this.addSql(`alter table \`Handover\` modify \`sellerCustodian\` varchar(255) null;`);
    this.addSql(`alter table \`Handover\` modify \`carrierCustodian\` varchar(255) null;`);

    this.addSql(`alter table \`Shipment\` modify \`consignorContact\` varchar(255) not null;`);
    this.addSql(`alter table \`Shipment\` modify \`consignorPhone\` varchar(40) not null;`);
    this.addSql(`alter table \`Shipment\` modify \`consignorAddress\` varchar(255) not null;`);
    this.addSql(`alter table \`Shipment\` modify \`agreedPlace\` varchar(255) null;`);
    this.addSql(`alter table \`Shipment\` modify \`refusalNote\` varchar(500) null;`);
  }

}
