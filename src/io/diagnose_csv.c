// Network by network, as the window judges them.
#include "io/diagnose_csv.h"

#include "io/csv.h"

static void write_header(Csv *csv)
{
    static const char *const header[] = {
        "network", "name", "step", "signal", "learning", "detail"
    };
    for (size_t i = 0; i < COUNT(header); i++) {
        csv_text(csv, header[i]);
    }
    csv_end_row(csv);
}

static void write_network(Csv *csv, const Lab *lab, int network, Inspect *inspect)
{
    const Train *train = lab->networks[network].train;
    const bool lost = train->learner.lost;
    const long step = train->learner.step;
    char name[LAB_NAME_MAX], detail[JUDGEMENT_DETAIL_MAX];
    Judgement judgement;
    inspect_look(inspect, train, INSPECT_ROWS, true);
    judge_signal(inspect, lost, &judgement.signal);
    judge_learning(train, &lab->networks[network].now.course, &judgement.signal, step, lost,
                   train->lost_step, &judgement.learning);
    judge_together(&judgement);
    lab_name(&lab->spec, network, name, sizeof name);
    judgement_detail(&judgement, detail, sizeof detail);
    csv_integer(csv, network + 1);
    csv_text(csv, name);
    csv_integer(csv, step);
    csv_text(csv, signal_rows[judgement.signal.kind].key);
    csv_text(csv, learning_rows[judgement.learning.kind].key);
    csv_text(csv, detail);
    csv_end_row(csv);
}

bool diagnose_csv_write(const Lab *lab, const char *path, Error *err)
{
    CsvFile file;
    if (!csv_open(&file, path, err)) {
        return false;
    }
    Inspect *inspect = inspect_create();
    write_header(&file.csv);
    for (int i = 0; i < lab->spec.network_count; i++) {
        write_network(&file.csv, lab, i, inspect);
    }
    inspect_destroy(inspect);
    return csv_close(&file, err);
}
