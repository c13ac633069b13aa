import { Migration } from '@mikro-orm/migrations';

export class Migration20261129115319 extends Migration {

  override name = 'Migration20261129115319';

  override up(): void | Promise<void> {
    this.addSql(`create table \`DutySignOn\` (\`id\` varchar(26) not null, \`shiftId\` varchar(26) not null, \`date\` varchar(10) not null, \`accountId\` varchar(64) not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`DutySignOn\` add index \`DutySignOn_date_index\` (\`date\`);`);
    this.addSql(`alter table \`DutySignOn\` add unique \`DutySignOn_shiftId_date_unique\` (\`shiftId\`, \`date\`);`);

    this.addSql(`alter table \`DutyShift\` add \`sinceMs\` bigint null, add \`endedAtMs\` bigint null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`create table \`HealthHour\` (\`hourMs\` bigint unsigned not null auto_increment primary key, \`probeCount\` int not null, \`failedCount\` int not null, \`loadTotal\` double not null, \`loadMax\` double not null, \`lastProbeAtMs\` bigint not null) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
  }

}
