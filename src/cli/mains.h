// What commands.c puts into its table.
#pragma once

int list_main(int argc, char **argv);
int eval_main(int argc, char **argv);
int trace_main(int argc, char **argv);
