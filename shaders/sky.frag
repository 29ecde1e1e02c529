// What is seen where there is no surface: it grows from the haze below into the sky above.
in vec3 tone;

out vec4 color;

void main()
{
    color = vec4(tone, 1.0);
#ifdef SMOOTH
    // Half a step of noise, always the same, hides the steps of eight bits (Roberts 2018).
    color.rgb += (fract(dot(gl_FragCoord.xy, vec2(0.7548776662, 0.5698402910))) - 0.5) / 255.0;
#endif
}
