import { Migration } from '@mikro-orm/migrations';

export class Migration20261130190725 extends Migration {

  override name = 'Migration20261130190725';

  override up(): void | Promise<void> {
    this.addSql(`create table \`TariffChange\` (\`id\` varchar(26) not null, \`carrierPartyId\` varchar(64) not null, \`kind\` varchar(40) not null, \`rateId\` varchar(64) null, \`storage\` varchar(40) null, \`divisionCode\` varchar(40) not null, \`title\` varchar(255) not null, \`openFor\` varchar(64) null, \`before\` mediumtext not null, \`after\` mediumtext not null, \`risePercent\` int not null, \`isLeap\` tinyint(1) not null, \`state\` varchar(40) not null, \`announcedAtMs\` bigint not null, \`bindsAtMs\` bigint not null, \`emergencyId\` varchar(64) null, \`document\` varchar(80) null, \`limitPercent\` int null, \`lookDueAtMs\` bigint null, \`allowedUnder\` varchar(64) null, \`lookedAtMs\` bigint null, \`lookedByAccountId\` varchar(64) null, \`endedAtMs\` bigint null, \`reason\` text null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`TariffChange\` add unique \`TariffChange_openFor_unique\` (\`openFor\`);`);
    this.addSql(`alter table \`TariffChange\` add index \`TariffChange_state_bindsAtMs_index\` (\`state\`, \`bindsAtMs\`);`);
    this.addSql(`alter table \`TariffChange\` add index \`TariffChange_carrierPartyId_announcedAtMs_index\` (\`carrierPartyId\`, \`announcedAtMs\`);`);
    this.addSql(`alter table \`TariffChange\` add index \`TariffChange_announcedAtMs_index\` (\`announcedAtMs\`);`);
  }

}
