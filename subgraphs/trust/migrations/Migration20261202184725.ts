import { Migration } from '@mikro-orm/migrations';

export class Migration20261202184725 extends Migration {

  override name = 'Migration20261202184725';

  override up(): void | Promise<void> {
    this.addSql(`create table \`DatabaseSighting\` (\`id\` varchar(26) not null, \`number\` int not null, \`user\` varchar(80) not null, \`host\` varchar(255) not null, \`state\` varchar(40) not null, \`seenAtMs\` bigint not null, \`lastSeenAtMs\` bigint not null, \`answeredAtMs\` bigint null, \`answeredBy\` varchar(26) null, \`person\` text null, \`why\` text null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`DatabaseSighting\` add index \`DatabaseSighting_state_seenAtMs_index\` (\`state\`, \`seenAtMs\`);`);
    this.addSql(`alter table \`DatabaseSighting\` add index \`DatabaseSighting_seenAtMs_index\` (\`seenAtMs\`);`);
    this.addSql(`alter table \`DatabaseSighting\` add unique \`DatabaseSighting_number_user_host_seenAtMs_unique\` (\`number\`, \`user\`, \`host\`, \`seenAtMs\`);`);

    this.addSql(`create table \`DatabaseWatch\` (\`id\` varchar(40) not null, \`atMs\` bigint not null, \`seesAll\` tinyint(1) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`DatabaseSighting\`;`);
    this.addSql(`drop table if exists \`DatabaseWatch\`;`);
  }

}
