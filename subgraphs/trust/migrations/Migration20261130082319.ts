import { Migration } from '@mikro-orm/migrations';

export class Migration20261130082319 extends Migration {

  override name = 'Migration20261130082319';

  override up(): void | Promise<void> {
    this.addSql(`create table \`LeakNotice\` (\`id\` varchar(26) not null, \`incidentId\` varchar(26) not null, \`readerId\` varchar(64) null, \`fromMs\` bigint not null, \`toMs\` bigint not null, \`whatLeaked\` text not null, \`harm\` text not null, \`measures\` text not null, \`contact\` varchar(255) not null, \`state\` varchar(40) not null, \`begunAtMs\` bigint not null, \`begunBy\` varchar(64) not null, \`endedAtMs\` bigint null, \`reachedTo\` varchar(64) not null, \`affectedCount\` int not null, \`lostCount\` int not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`LeakNotice\` add unique \`LeakNotice_incidentId_unique\` (\`incidentId\`);`);
    this.addSql(`alter table \`LeakNotice\` add index \`LeakNotice_state_begunAtMs_index\` (\`state\`, \`begunAtMs\`);`);
    this.addSql(`alter table \`LeakNotice\` add index \`LeakNotice_begunAtMs_index\` (\`begunAtMs\`);`);

    this.addSql(`create table \`LeakTold\` (\`id\` varchar(26) not null, \`noticeId\` varchar(26) not null, \`accountId\` varchar(64) not null, \`byText\` tinyint(1) not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`LeakTold\` add unique \`LeakTold_noticeId_accountId_unique\` (\`noticeId\`, \`accountId\`);`);
  }

}
