import { Migration } from '@mikro-orm/migrations';

export class Migration20261130185501 extends Migration {

  override name = 'Migration20261130185501';

  override up(): void | Promise<void> {
    this.addSql(`create table \`RecallReached\` (\`recallId\` varchar(64) not null, \`lotId\` varchar(64) not null, \`isDue\` tinyint(1) not null, primary key (\`recallId\`, \`lotId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`RecallReached\` add index \`RecallReached_recallId_isDue_lotId_index\` (\`recallId\`, \`isDue\`, \`lotId\`);`);

    this.addSql(`create table \`RecallSearch\` (\`id\` varchar(26) not null, \`facts\` mediumtext not null, \`lotsFound\` int not null, \`startedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
  }
}
