// The rule by which a language counts: C's operators over n, evaluated as they are read. A rule
// that is none makes everything the first form.
#include "base/catalogue.h"

#include <string.h>

typedef struct Rule {
    const char *at;
    unsigned long n;
    int depth; // of what is nested: a file may hold anything
    bool wrong;
} Rule;

enum { DEPTH_MAX = 100 };

// Longer ones before those that begin alike.
typedef struct Operator {
    const char *sign;
    int binds; // more tightly the higher
} Operator;
static const Operator operators[] = {
    { "||", 1 }, { "&&", 2 }, { "==", 3 }, { "!=", 3 }, { "<=", 4 }, { ">=", 4 }, { "<", 4 },
    { ">", 4 },  { "+", 5 },  { "-", 5 },  { "*", 6 },  { "/", 6 },  { "%", 6 },
};

static unsigned long whole(Rule *rule);

static void blanks(Rule *rule)
{
    rule->at += strspn(rule->at, " \t\\");
}

static bool took(Rule *rule, const char *sign)
{
    blanks(rule);
    const size_t length = strlen(sign);
    const bool there = strncmp(rule->at, sign, length) == 0;
    rule->at += there ? length : 0;
    return there;
}

static unsigned long operand(Rule *rule)
{
    unsigned long value = 0;
    if (rule->depth > DEPTH_MAX) {
        rule->wrong = true;
    } else if (took(rule, "!")) {
        rule->depth++;
        value = !operand(rule);
        rule->depth--;
    } else if (took(rule, "(")) {
        value = whole(rule);
        rule->wrong |= !took(rule, ")");
    } else if (took(rule, "n")) {
        value = rule->n;
    } else {
        rule->wrong |= *rule->at < '0' || *rule->at > '9';
        for (; *rule->at >= '0' && *rule->at <= '9'; rule->at++) {
            value = value * 10 + (unsigned long)(*rule->at - '0');
        }
    }
    return value;
}

static unsigned long apply(Rule *rule, const char *sign, unsigned long a, unsigned long b)
{
    switch (sign[0]) {
    case '|': return a || b;
    case '&': return a && b;
    case '=': return a == b;
    case '!': return a != b;
    case '<': return sign[1] ? a <= b : a < b;
    case '>': return sign[1] ? a >= b : a > b;
    case '+': return a + b;
    case '-': return a - b;
    case '*': return a * b;
    default: rule->wrong |= b == 0; return b == 0 ? 0 : sign[0] == '/' ? a / b : a % b;
    }
}

// Operators that bind at least so tightly.
static unsigned long binary(Rule *rule, int binds)
{
    unsigned long value = operand(rule);
    for (size_t i = 0; i < COUNT(operators);) {
        if (operators[i].binds >= binds && took(rule, operators[i].sign)) {
            const unsigned long right = binary(rule, operators[i].binds + 1);
            value = apply(rule, operators[i].sign, value, right);
            i = 0;
        } else {
            i++;
        }
    }
    return value;
}

static unsigned long whole(Rule *rule)
{
    if (++rule->depth > DEPTH_MAX) {
        rule->wrong = true;
        return 0;
    }
    unsigned long value = binary(rule, 1);
    if (!rule->wrong && took(rule, "?")) {
        const unsigned long yes = whole(rule);
        rule->wrong |= !took(rule, ":");
        const unsigned long no = rule->wrong ? 0 : whole(rule);
        value = value ? yes : no;
    }
    rule->depth--;
    return value;
}

unsigned long plural_form(const char *text, unsigned long n)
{
    Rule rule = { .at = text, .n = n };
    const unsigned long form = whole(&rule);
    blanks(&rule);
    const bool ends = *rule.at == '\0' || *rule.at == ';' || *rule.at == '\n';
    return rule.wrong || !ends ? 0 : form;
}
