import { Migration } from '@mikro-orm/migrations';

export class Migration20261130225224 extends Migration {

  override name = 'Migration20261130225224';

  override up(): void | Promise<void> {
    this.addSql(`create table \`PlatformFee\` (\`id\` varchar(26) not null, \`permille\` int not null, \`feeOn\` varchar(40) not null, \`reason\` varchar(200) not null, \`state\` varchar(40) not null, \`openFor\` varchar(40) null, \`risePercent\` int not null, \`isLeap\` tinyint(1) not null, \`proposedBy\` varchar(64) null, \`proposedAtMs\` bigint not null, \`decidedBy\` varchar(64) null, \`announcedAtMs\` bigint null, \`bindsAtMs\` bigint null, \`fromMs\` bigint null, \`untilMs\` bigint null, \`emergencyId\` varchar(64) null, \`document\` varchar(80) null, \`limitPercent\` int null, \`lookDueAtMs\` bigint null, \`allowedUnder\` varchar(64) null, \`lookedAtMs\` bigint null, \`lookedBy\` varchar(64) null, \`found\` varchar(500) null, \`endedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`PlatformFee\` add unique \`PlatformFee_openFor_unique\` (\`openFor\`);`);
    this.addSql(`alter table \`PlatformFee\` add index \`PlatformFee_state_bindsAtMs_index\` (\`state\`, \`bindsAtMs\`);`);
    this.addSql(`alter table \`PlatformFee\` add index \`PlatformFee_fromMs_index\` (\`fromMs\`);`);
    // Whoever has traded before was charged ten of a thousand, from the first payment on.
    this.addSql(`insert into \`PlatformFee\` (\`id\`, \`permille\`, \`feeOn\`, \`reason\`, \`state\`, \`risePercent\`, \`isLeap\`, \`proposedAtMs\`, \`announcedAtMs\`, \`bindsAtMs\`, \`fromMs\`, \`endedAtMs\`) select '00000000000000000000000001', 10, 'goods-and-delivery', '原来公布的收费标准', 'bound', 0, 0, beganMs, beganMs, beganMs, beganMs, beganMs from (select least(min(openedAtMs), coalesce((select min(createdAtMs) from \`Payment\`), min(openedAtMs))) as beganMs from \`MerchantAccount\`) as opened where beganMs is not null;`);
  }

}
