// Text in a manual page stays what it was: nothing in it is taken for a mark.
#include "io/roff.h"

#include <criterion/criterion.h>
#include <stdlib.h>

typedef struct Written {
    char *text;
    size_t length;
    Roff page;
} Written;

static void begin(Written *written)
{
    *written = (Written){ 0 };
    written->page.out = open_memstream(&written->text, &written->length);
}

static void expect(Written *written, const char *text)
{
    fclose(written->page.out);
    cr_expect_str_eq(written->text, text);
    free(written->text);
}

Test(roff, lines_that_begin_like_a_request_are_text)
{
    Written written;
    begin(&written);
    roff_paragraph(&written.page, ".5 is a number\n'quoted'");
    expect(&written, ".PP\n\\&.5 is a number\n.br\n\\&\\(aqquoted\\(aq\n");
}

Test(roff, what_is_copied_from_an_example_is_what_stood_there)
{
    Written written;
    begin(&written);
    roff_example(&written.page, "thalweg --formula \"x^2\" \\\n  -o ~/a.csv");
    expect(&written, ".PP\n.in +4n\n.nf\n"
                     "\\&thalweg \\-\\-formula \\(dqx\\(ha2\\(dq \\(rs\n"
                     "\\&  \\-o \\(ti/a.csv\n.fi\n.in\n");
}

Test(roff, characters_beyond_ascii_are_written_by_their_number)
{
    Written written;
    begin(&written);
    roff_item(&written.page, "β₁", "…");
    expect(&written, ".TP\n\\&\\fB\\[u03B2]\\[u2081]\\fR\n\\&\\[u2026]\n");
}

Test(roff, a_paragraph_right_below_its_heading_needs_no_space)
{
    Written written;
    begin(&written);
    roff_section(&written.page, "FLAGS");
    roff_paragraph(&written.page, "one");
    roff_paragraph(&written.page, "two");
    expect(&written, ".SH FLAGS\n\\&one\n.PP\n\\&two\n");
}

Test(roff, a_usage_shows_what_is_typed_and_what_is_replaced)
{
    Written written;
    begin(&written);
    roff_usage(&written.page, "thalweg trace", "[scene flags] [-o FILE]");
    expect(&written, ".PP\n\\fBthalweg trace\\fR [scene flags] [\\fB\\-o\\fR \\fIFILE\\fR]\n");
}
