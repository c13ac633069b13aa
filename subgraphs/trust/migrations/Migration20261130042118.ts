import { Migration } from '@mikro-orm/migrations';

export class Migration20261130042118 extends Migration {

  override name = 'Migration20261130042118';

  override up(): void | Promise<void> {
    this.addSql(`create table \`TipOff\` (\`id\` varchar(26) not null, \`code\` varchar(10) not null, \`kind\` varchar(40) not null, \`what\` text not null, \`text\` text not null, \`productId\` varchar(64) null, \`photoIds\` mediumtext null, \`phoneSealed\` text null, \`state\` varchar(40) not null, \`fromKey\` varchar(43) null, \`day\` varchar(10) not null, \`ordinal\` int not null, \`filedAtMs\` bigint not null, \`dueAtMs\` bigint not null, \`decidedAtMs\` bigint null, \`decidedBy\` varchar(64) null, \`answer\` text null, \`authority\` varchar(80) null, \`orderedProductId\` varchar(64) null, \`withdrawnAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`TipOff\` add unique \`TipOff_code_unique\` (\`code\`);`);
    this.addSql(`alter table \`TipOff\` add index \`TipOff_state_dueAtMs_id_index\` (\`state\`, \`dueAtMs\`, \`id\`);`);
    this.addSql(`alter table \`TipOff\` add index \`TipOff_filedAtMs_id_index\` (\`filedAtMs\`, \`id\`);`);
    this.addSql(`alter table \`TipOff\` add unique \`TipOff_fromKey_day_ordinal_unique\` (\`fromKey\`, \`day\`, \`ordinal\`);`);
  }

}
