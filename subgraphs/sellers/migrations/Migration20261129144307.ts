import { Migration } from '@mikro-orm/migrations';

export class Migration20261129144307 extends Migration {

  override name = 'Migration20261129144307';

  override up(): void | Promise<void> {
    this.addSql(`create table \`ShopLook\` (\`id\` varchar(26) not null, \`shopId\` varchar(26) not null, \`partyId\` varchar(26) not null, \`cause\` varchar(40) not null, \`state\` varchar(40) not null, \`openFor\` varchar(64) null, \`contentHash\` varchar(64) not null, \`rulesVersion\` int not null, \`openedAtMs\` bigint not null, \`lookDueAtMs\` bigint not null, \`lookedAtMs\` bigint null, \`lookedByAccountId\` varchar(64) null, \`rule\` varchar(40) null, \`reason\` text null, \`appealDueAtMs\` bigint null, \`appeal\` text null, \`answerDueAtMs\` bigint null, \`answer\` text null, \`answeredAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`ShopLook\` add index \`ShopLook_shopId_index\` (\`shopId\`);`);
    this.addSql(`alter table \`ShopLook\` add unique \`ShopLook_openFor_unique\` (\`openFor\`);`);
    this.addSql(`alter table \`ShopLook\` add index \`ShopLook_state_lookDueAtMs_id_index\` (\`state\`, \`lookDueAtMs\`, \`id\`);`);
    this.addSql(`alter table \`ShopLook\` add index \`ShopLook_openedAtMs_id_index\` (\`openedAtMs\`, \`id\`);`);
  }

}
