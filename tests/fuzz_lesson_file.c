// Any bytes as a lesson: nothing may crash; a mistake has a place in the file; what is read has all
// that a lesson has.
#include "fuzz_cache.h"
#include "io/lesson_file.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void require(bool truth)
{
    if (!truth) {
        abort();
    }
}

static void check_mistakes(const LessonMistakes *mistakes, size_t size)
{
    require(mistakes->items.count > 0 && mistakes->items.count <= LESSON_MISTAKES_MAX);
    for (size_t i = 0; i < mistakes->items.count; i++) {
        const LessonMistake *mistake = &mistakes->items.items[i];
        require(mistake->at >= 0 && mistake->at <= (int)size);
        require(strncmp(mistake->text, "line ", 5) == 0);
        require(i == 0 || mistake->at >= mistakes->items.items[i - 1].at);
    }
}

static void check_step(const LessonStep *step)
{
    const LessonQuestion *question = &step->question;
    require(step->caption.count || question->answer_count || step->bet.kind || step->task.until);
    require(question->answer_count == 0 || question->answer_count >= 2);
    require(question->right < 1u << (question->answer_count ? question->answer_count : 1));
    require(!step->task.until == !step->task.condition);
    require(step->bet.kind != BET_BEST || (step->bet.by && step->bet.among));
    for (int i = 0; i < step->claim_count; i++) {
        require(step->claims[i].text && step->claims[i].condition);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    Arena arena = { 0 };
    LessonMistakes mistakes = { .items = { NULL, 0, 0 } };
    cache_use();
    const char *file = arena_text(&arena, (const char *)bytes, size);
    Lesson *lesson = lesson_parse_all(file, size, NULL, &mistakes);
    if (lesson) {
        require(mistakes.items.count == 0 && lesson->step_count > 0 && lesson->minutes > 0);
        require(lesson->title.count > 0 && lesson->learn.count > 0);
        for (int i = 0; i < lesson->step_count; i++) {
            check_step(&lesson->steps[i]);
        }
    } else {
        check_mistakes(&mistakes, size);
    }
    lesson_destroy(lesson);
    lesson_mistakes_finish(&mistakes);
    arena_free(&arena);
    return 0;
}
