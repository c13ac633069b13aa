import { Migration } from '@mikro-orm/migrations';

export class Migration20261129081426 extends Migration {

  override name = 'Migration20261129081426';

  override up(): void | Promise<void> {
    this.addSql(`create table \`LoadHour\` (\`hourMs\` bigint unsigned not null auto_increment primary key, \`count\` int not null, \`busyTotal\` double not null, \`busyMax\` double not null, \`lastAtMs\` bigint not null) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`ProbedDay\` (\`id\` varchar(26) not null, \`day\` varchar(10) not null, \`unit\` varchar(40) not null, \`upMinutes\` int not null, \`downMinutes\` int not null, \`firstAtMs\` bigint not null, \`lastAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`ProbedDay\` add unique \`ProbedDay_unit_day_unique\` (\`unit\`, \`day\`);`);
  }
}
