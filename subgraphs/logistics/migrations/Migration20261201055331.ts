import { Migration } from '@mikro-orm/migrations';

export class Migration20261201055331 extends Migration {

  override name = 'Migration20261201055331';

  override up(): void | Promise<void> {
    this.addSql(`create table \`CardSignature\` (\`id\` varchar(26) not null, \`cardId\` varchar(26) not null, \`shipmentId\` varchar(26) not null, \`sellerPartyId\` varchar(64) not null, \`courierAccountId\` varchar(64) not null, \`signer\` text not null, \`inkSealed\` text null, \`signedHash\` varchar(64) not null, \`photosSealed\` mediumtext null, \`atMs\` bigint not null, \`saidAtMs\` bigint null, \`arrivedAtMs\` bigint null, \`timeDoubt\` varchar(40) null, \`objectByMs\` bigint not null, \`objectedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`CardSignature\` add index \`CardSignature_cardId_index\` (\`cardId\`);`);
    this.addSql(`alter table \`CardSignature\` add index \`CardSignature_shipmentId_index\` (\`shipmentId\`);`);

    this.addSql(`create table \`HandoverCard\` (\`id\` varchar(26) not null, \`sellerPartyId\` varchar(64) not null, \`inForceFor\` varchar(64) null, \`issuedAtMs\` bigint not null, \`issuedBy\` varchar(64) not null, \`withdrawnAtMs\` bigint null, \`withdrawnBy\` varchar(64) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`HandoverCard\` add unique \`HandoverCard_inForceFor_unique\` (\`inForceFor\`);`);
    this.addSql(`alter table \`HandoverCard\` add index \`HandoverCard_sellerPartyId_issuedAtMs_index\` (\`sellerPartyId\`, \`issuedAtMs\`);`);

    this.addSql(`alter table \`Handover\` add \`sellerCardId\` varchar(26) null;`);

    this.addSql(`alter table \`Reconciliation\` add \`objectedHandoverId\` varchar(26) null;`);
    this.addSql(`alter table \`Reconciliation\` add unique \`Reconciliation_objectedHandoverId_unique\` (\`objectedHandoverId\`);`);
  }


}
