import { Migration } from '@mikro-orm/migrations';

export class Migration20261128053254 extends Migration {

  override name = 'Migration20261128053254';

  override up(): void | Promise<void> {
    this.addSql(`create table \`CodReversal\` (\`id\` varchar(26) not null, \`remittanceId\` varchar(26) not null, \`carrierPartyId\` varchar(64) not null, \`amountFen\` bigint not null, \`reason\` text not null, \`reversedBy\` varchar(64) not null, \`reversedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`CodReversal\` add unique \`CodReversal_remittanceId_unique\` (\`remittanceId\`);`);

    this.addSql(`alter table \`CodRemittance\` drop index \`CodRemittance_shipmentId_unique\`;`);
    this.addSql(`alter table \`CodRemittance\` add \`afterReversalId\` varchar(64) not null default '';`);
    this.addSql(`alter table \`CodRemittance\` add unique \`CodRemittance_shipmentId_afterReversalId_unique\` (\`shipmentId\`, \`afterReversalId\`);`);

    this.addSql(`alter table \`Shipment\` add \`payment\` varchar(40) not null default 'prepaid';`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`CodRemittance\` drop index \`CodRemittance_shipmentId_afterReversalId_unique\`;`);
    this.addSql(`alter table \`CodRemittance\` add unique \`CodRemittance_shipmentId_unique\` (\`shipmentId\`);`);
  }

}
