import { Migration } from '@mikro-orm/migrations';

export class Migration20261129112241 extends Migration {

  override name = 'Migration20261129112241';

  override up(): void | Promise<void> {
    this.addSql(`create table \`DutyMark\` (\`id\` varchar(26) not null, \`duty\` varchar(40) not null, \`subject\` varchar(64) not null, \`period\` varchar(40) not null, \`title\` varchar(255) not null, \`dueAtMs\` bigint not null, \`headToldAtMs\` bigint null, \`authorityToldAtMs\` bigint null, \`excusedBy\` varchar(64) null, \`excusedAtMs\` bigint null, \`excuse\` varchar(500) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`DutyMark\` add index \`DutyMark_dueAtMs_index\` (\`dueAtMs\`);`);
    this.addSql(`alter table \`DutyMark\` add unique \`DutyMark_duty_subject_period_unique\` (\`duty\`, \`subject\`, \`period\`);`);

    this.addSql(`create table \`DutyWatch\` (\`id\` varchar(40) not null, \`room\` varchar(40) not null, \`step\` varchar(40) not null, \`watchedToMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`create table \`HealthHour\` (\`hourMs\` bigint unsigned not null auto_increment primary key, \`probeCount\` int not null, \`failedCount\` int not null, \`loadTotal\` double not null, \`loadMax\` double not null, \`lastProbeAtMs\` bigint not null) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
  }

}
