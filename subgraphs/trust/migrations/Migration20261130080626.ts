import { Migration } from '@mikro-orm/migrations';

export class Migration20261130080626 extends Migration {

  override name = 'Migration20261130080626';

  override up(): void | Promise<void> {
    this.addSql(`create table \`Correction\` (\`id\` varchar(26) not null, \`accountId\` varchar(64) not null, \`field\` varchar(40) not null, \`partyId\` varchar(64) null, \`value\` text not null, \`reason\` text not null, \`photoIds\` mediumtext null, \`openFor\` varchar(160) null, \`state\` varchar(40) not null, \`askedAtMs\` bigint not null, \`dueAtMs\` bigint not null, \`decidedAtMs\` bigint null, \`decidedBy\` varchar(64) null, \`answer\` text null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Correction\` add unique \`Correction_openFor_unique\` (\`openFor\`);`);
    this.addSql(`alter table \`Correction\` add index \`Correction_accountId_id_index\` (\`accountId\`, \`id\`);`);
    this.addSql(`alter table \`Correction\` add index \`Correction_state_dueAtMs_id_index\` (\`state\`, \`dueAtMs\`, \`id\`);`);
    this.addSql(`alter table \`Correction\` add index \`Correction_askedAtMs_id_index\` (\`askedAtMs\`, \`id\`);`);

    this.addSql(`create table \`SellerDemand\` (\`id\` varchar(26) not null, \`complaintId\` varchar(26) not null, \`accountId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`state\` varchar(40) not null, \`askedAtMs\` bigint not null, \`dueAtMs\` bigint not null, \`endedAtMs\` bigint null, \`endedBy\` varchar(64) null, \`sellerSealed\` text null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`SellerDemand\` add unique \`SellerDemand_complaintId_unique\` (\`complaintId\`);`);
    this.addSql(`alter table \`SellerDemand\` add index \`SellerDemand_state_dueAtMs_id_index\` (\`state\`, \`dueAtMs\`, \`id\`);`);
    this.addSql(`alter table \`SellerDemand\` add index \`SellerDemand_askedAtMs_id_index\` (\`askedAtMs\`, \`id\`);`);

    this.addSql(`alter table \`CovenantMember\` add \`leftAtMs\` bigint null;`);

    this.addSql(`alter table \`Session\` add \`deviceSealed\` text null;`);

    this.addSql(`alter table \`TipOff\` add \`tellSinceMs\` bigint null;`);
    this.addSql(`update \`TipOff\` set \`tellSinceMs\` = \`decidedAtMs\` where \`phoneSealed\` is not null and \`state\` != 'filed';`);
    this.addSql(`alter table \`TipOff\` add index \`TipOff_tellSinceMs_index\` (\`tellSinceMs\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`TipOff\` drop index \`TipOff_tellSinceMs_index\`;`);
  }

}
